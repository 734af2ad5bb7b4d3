/**
 * The server's configuration. The only place that reads the environment, and only when called:
 * flag > environment > `.env` > default.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { isLoopback } from "./loopback.ts";
import { type Config, type SettingName, settings } from "./settings.ts";

export { type Config, type SettingName, settingGroups, settings } from "./settings.ts";

/** Settings given on the command line, by name. */
export type Flags = Partial<Record<SettingName, string | boolean>>;

/** What a process is for: everything, everything but the jobs' work, or only that. */
export type Role = "serve" | "serve --no-worker" | "worker";

/** A configuration that cannot be, with a sentence for each fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

/**
 * Reads the configuration.
 * @param flags what the command line says
 * @throws ConfigError naming every setting that is wrong
 */
export function readConfig(flags: Flags = {}): Config {
  const file = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  const given = { ...withoutEmpty(file), ...withoutEmpty(process.env), ...withoutEmpty(flags) };
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    // Never the value: some of them are secrets.
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
    throw new ConfigError([...new Set(faults)]);
  }
  const faults = contradictions(parsed.data);
  if (faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

/**
 * Refuses a role that the configuration cannot fill.
 * @throws ConfigError when only one process can have the database and the role needs two
 */
export function checkRole({ DATABASE_URL }: Config, role: Role): void {
  if (role === "serve" || DATABASE_URL !== undefined) return;
  throw new ConfigError([
    `retort ${role} shares the database with another process, and the one in DATA_DIR belongs to a single ` +
      "process. Set DATABASE_URL to a Postgres, or run serve, which does everything itself.",
  ]);
}

/** Whether users are told apart by tokens; otherwise there is one, who sits at this machine. */
export function hasProvider({ JWT_SECRET, JWKS_URL, SUPABASE_URL }: Config): boolean {
  return (JWT_SECRET ?? JWKS_URL ?? SUPABASE_URL) !== undefined;
}

const providers = ["JWT_SECRET", "JWKS_URL", "SUPABASE_URL"] as const;
const bucketDetails = ["S3_ENDPOINT", "S3_REGION", "S3_PREFIX", "S3_FORCE_PATH_STYLE"] as const;

function contradictions(config: Config): string[] {
  const faults: string[] = [];
  const given = providers.filter((name) => config[name] !== undefined);
  if (given.length > 1) {
    faults.push(
      `${given.join(" and ")} each say who signs the users' tokens. Give one of them: whoever holds ` +
        "a second kind of key could sign in as anybody.",
    );
  }
  if (given.length === 0 && !config.INSECURE && !isLoopback(config.HOST)) {
    faults.push(
      `HOST is ${config.HOST}, which others can reach, and nobody would be asked who they are. ` +
        `Use 127.0.0.1, or say who signs the users' tokens (${providers.join(", ")}), or insist ` +
        "with --insecure.",
    );
  }
  const orphans = bucketDetails.filter((name) => Boolean(config[name]));
  if (config.S3_BUCKET === undefined && orphans.length > 0) {
    const verb = orphans.length === 1 ? "says" : "say";
    faults.push(
      `${orphans.join(", ")} ${verb} where a bucket is, but not which: set S3_BUCKET, too.`,
    );
  }
  return faults;
}

/**
 * The environment for programs that Retort runs: all of it but its own settings, and whatever else has
 * the name of a secret.
 */
export function programEnvironment(): Readonly<Record<string, string>> {
  const isSecret = /^(AWS_|PG)|SECRET|TOKEN|PASSWORD|CREDENTIAL|_KEY$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !(entry[0] in settings.shape) && !isSecret.test(entry[0]),
    ),
  );
}

/** A variable set to nothing is not set. */
function withoutEmpty(given: Record<string, string | boolean | undefined>) {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]),
  );
}
