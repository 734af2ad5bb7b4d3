import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  ConfigError,
  checkRole,
  type Flags,
  readConfig,
  settingGroups,
  settings,
} from "./config.ts";

const secret = "0123456789abcdef0123456789abcdef";

const folder = mkdtempSync(join(tmpdir(), "retort-config-"));
const before = process.cwd();
process.chdir(folder);
after(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test("a flag beats the environment, which beats .env, which beats the default", (t) => {
  assert.equal(readConfig().PORT, 8000);
  writeFileSync(".env", "PORT=8001\nLIMIT_N=100\nLOG_LEVEL=\n");
  t.after(() => rmSync(".env"));
  assert.equal(readConfig().PORT, 8001);
  process.env.PORT = "8002";
  t.after(() => delete process.env.PORT);
  assert.equal(readConfig().PORT, 8002);
  const config = readConfig({ PORT: "8003" });
  assert.deepEqual([config.PORT, config.LIMIT_N, config.LOG_LEVEL], [8003, 100, "warn"]);
});

test("every setting is in one group, and is described", () => {
  const grouped = Object.values(settingGroups).flatMap((group) => Object.keys(group));
  assert.deepEqual(grouped.sort(), Object.keys(settings.shape).sort());
  for (const [name, { description }] of Object.entries(settings.shape)) assert(description, name);
});

const refused: [string, Flags, RegExp[]][] = [
  ["a port that is none", { PORT: "65536" }, [/^PORT must be a whole number from 0 to 65535\.$/]],
  [
    "several at once",
    { WORKERS: "1.5", LOG_LEVEL: "loud", INSECURE: "maybe" },
    [/^INSECURE must be/m, /^LOG_LEVEL must be/m, /^WORKERS must be/m],
  ],
  ["a path for an origin", { CORS_ORIGINS: "https://lab.example/x" }, [/CORS_ORIGINS.*origins/]],
  ["a short secret", { JWT_SECRET: "short" }, [/JWT_SECRET must be at least 32 bytes/]],
  ["a database of another make", { DATABASE_URL: "mysql://u@h/d" }, [/DATABASE_URL.*postgres:/]],
  ["an address that is none", { JWKS_URL: "keys" }, [/JWKS_URL must be the address/]],
  ["a password where people see it", { JWKS_URL: "https://u:p@h/k" }, [/JWKS_URL.*without a user/]],
  ["a proxy's name", { TRUSTED_PROXIES: "10.0.0.0/8, lab" }, [/TRUSTED_PROXIES must be addresses/]],
  ["a network that is too narrow", { TRUSTED_PROXIES: "10.0.0.0/33" }, [/TRUSTED_PROXIES/]],
  ["others without identity", { HOST: "0.0.0.0" }, [/HOST is 0\.0\.0\.0.*JWT_SECRET.*--insecure/]],
  [
    "two who sign",
    { JWT_SECRET: secret, SUPABASE_URL: "https://x.supabase.co" },
    [/JWT_SECRET and SUPABASE_URL each say who signs/],
  ],
  [
    "a bucket without its name",
    { S3_ENDPOINT: "http://localhost:9000", S3_FORCE_PATH_STYLE: true },
    [/S3_ENDPOINT, S3_FORCE_PATH_STYLE say.*S3_BUCKET/],
  ],
];

for (const [what, flags, sentences] of refused) {
  test(`${what}: refused in a sentence that names the setting`, () => {
    assert.throws(
      () => readConfig(flags),
      (error) =>
        error instanceof ConfigError && sentences.every((sentence) => sentence.test(error.message)),
    );
  });
}

test("no refusal repeats a secret", () => {
  const flags = { DATABASE_URL: "mysql://u:geheim@h/d", JWT_SECRET: "geheim" };
  assert.throws(
    () => readConfig(flags),
    (error) => error instanceof ConfigError && !error.message.includes("geheim"),
  );
});

const accepted: [string, Flags][] = [
  ["others, with identity", { HOST: "0.0.0.0", JWT_SECRET: secret }],
  ["others, insisting", { HOST: "::", INSECURE: true }],
  ["proxies of both kinds", { TRUSTED_PROXIES: "127.0.0.1, fd00::/8, 10.0.0.0/8" }],
  ["every name of this machine", { HOST: "127.1.2.3" }],
  ["a bucket with its details", { S3_BUCKET: "lab", S3_REGION: "eu-west-1" }],
];

for (const [what, flags] of accepted) {
  test(`${what}: accepted`, () => {
    assert.doesNotThrow(() => readConfig(flags));
  });
}

test("origins and proxies are lists", () => {
  const { CORS_ORIGINS, TRUSTED_PROXIES } = readConfig({ CORS_ORIGINS: "https://a.b, http://c:8" });
  assert.deepEqual([CORS_ORIGINS, TRUSTED_PROXIES], [["https://a.b", "http://c:8"], []]);
});

test("a process that works alone wants a database that can be shared", () => {
  const shared = readConfig({ DATABASE_URL: "postgres://u@h/d" });
  for (const role of ["worker", "serve --no-worker"] as const) {
    assert.throws(
      () => checkRole(readConfig(), role),
      new RegExp(`^ConfigError: retort ${role} shares.*Set DATABASE_URL`),
    );
    checkRole(shared, role);
  }
  checkRole(readConfig(), "serve");
});
