/** The affinity instrument in a process: its engines, and its kinds of jobs. */
import { randomUUID } from "node:crypto";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import { createAligner } from "#src/affinity/alignment/aligner.ts";
import { startAlignmentTidying } from "#src/affinity/alignment/tidying.ts";
import { presenceOf, startPresence } from "#src/affinity/boltz/presence.ts";
import type { Probe } from "#src/affinity/boltz/probe.ts";
import type { Command } from "#src/affinity/boltz/process.ts";
import { createContactFinder } from "#src/affinity/contacts/finder.ts";
import { installAdvice } from "#src/affinity/install-command.ts";
import { createLigandReader, type LigandReader } from "#src/affinity/ligand/reader.ts";
import { nimFaults } from "#src/affinity/nim/faults.ts";
import { createNim } from "#src/affinity/nim/nim.ts";
import { aligningBy } from "#src/affinity/predicting/aligning.ts";
import { createBoltzEngine } from "#src/affinity/predicting/boltz-engine.ts";
import { createDemonstrationEngine } from "#src/affinity/predicting/demonstration.ts";
import { oneOf } from "#src/affinity/predicting/engines.ts";
import { predicting } from "#src/affinity/predicting/prediction.ts";
import { runPlace } from "#src/affinity/predicting/run-place.ts";
import type { EnginesThere } from "#src/affinity/predicting/submission.ts";
import { screening } from "#src/affinity/screens/screening.ts";
import type { Kind } from "#src/jobs/kind.ts";
import { type Config, programEnvironment } from "./config.ts";
import type { Storage } from "./storage.ts";

/** The instrument as a process has it. */
export interface Affinity {
  readonly reader: LigandReader;
  readonly predicting: Kind;
  readonly screening: Kind;
  /** What can be asked for, here or at another worker. */
  readonly engines: EnginesThere;
  /** Which engines are configured, in words. */
  readonly description: string;
  /** What was found of Boltz, in words; undefined if it was not looked for to the end. */
  readonly found: Promise<string | undefined>;
  /** Ends its threads and what it runs. */
  close(): Promise<void>;
}

/** What it stands on. */
export interface AffinityGround extends Storage {
  readonly log: FastifyBaseLogger;
  /** Whether this process works on jobs: only then it looks for Boltz. */
  readonly isWorker: boolean;
}

/** Opens the instrument. */
export function openAffinity(config: Config, ground: AffinityGround): Affinity {
  const { database, blobs, log, isWorker } = ground;
  const reader = createLigandReader(config.WORKERS);
  const contacts = createContactFinder();
  const installation = { command: boltzCommand(config), cache: resolve(config.BOLTZ_CACHE) };
  const worker = `${hostname()} ${process.pid} ${randomUUID()}`;
  const accelerator = config.BOLTZ_ACCELERATOR;
  const presence = isWorker
    ? startPresence({ database, ...installation, accelerator, worker, log })
    : undefined;
  // Of each user of this machine: another's could not be looked into.
  const place = runPlace(join(tmpdir(), `retort-boltz-${process.getuid?.() ?? "user"}`));
  const { NIM_URL: url, NIM_API_KEY: apiKey } = config;
  const engine = oneOf({
    demonstration: createDemonstrationEngine(contacts.layOut),
    ...(url !== undefined && {
      nim: createNim({ url, apiKey, timeoutSeconds: config.BOLTZ_TIMEOUT }),
    }),
    ...(presence && {
      boltz: createBoltzEngine({
        installation,
        probe: presence.probe,
        accelerator,
        place,
        most: config.BOLTZ_BATCH,
        timeoutSeconds: config.BOLTZ_TIMEOUT,
      }),
    }),
  });
  const tidying = isWorker ? startAlignmentTidying({ blobs, log }) : undefined;
  const aligner = createAligner({ blobs, server: config.MSA_SERVER_URL });
  const service = {
    database,
    blobs,
    log,
    reader,
    contacts,
    engine,
    aligning: aligningBy(aligner.align),
  };
  return {
    reader,
    predicting: predicting({
      ...service,
      concurrency: config.BOLTZ_BATCH,
      timeoutSeconds: config.BOLTZ_TIMEOUT,
    }),
    screening: screening({ ...service, window: 2 * config.BOLTZ_BATCH }),
    engines: enginesThere(config, ground),
    description: descriptionOf(config, isWorker),
    found: foundBy(presence?.probe()),
    async close() {
      await presence?.close();
      await tidying?.close();
      await contacts.close();
      await reader.close();
      await place.close();
    },
  };
}

/** Hosts only: the address that a start prints is the server's own. */
function descriptionOf({ BOLTZ_COMMAND, NIM_URL, MSA_SERVER_URL }: Config, isWorker: boolean) {
  const at = (url: string | undefined) => (url === undefined ? "none" : new URL(url).host);
  const boltz = isWorker ? `looking for \`${BOLTZ_COMMAND}\`` : "as workers have it";
  return `Boltz (${boltz}), NIM (${at(NIM_URL)}), MSA server (${at(MSA_SERVER_URL)})`;
}

async function foundBy(probe: Promise<Probe> | undefined): Promise<string | undefined> {
  const found = await probe?.catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.state !== "usable") return found.says;
  const { version = "of an unknown version" } = found;
  return `Boltz ${version} can be used.`;
}

/** The command that runs Boltz. */
export function boltzCommand({ BOLTZ_COMMAND }: Config): Command {
  const [program, ...words] = BOLTZ_COMMAND.trim().split(/\s+/);
  return { words: [program!, ...words], environment: programEnvironment() };
}

function enginesThere(config: Config, { database }: AffinityGround): EnginesThere {
  return {
    hasMsaServer: config.MSA_SERVER_URL !== undefined,
    nimFaults,
    async lackOf(engine) {
      if (engine === "demonstration") return undefined;
      if (engine === "nim") return config.NIM_URL === undefined ? noNim : undefined;
      const presence = await presenceOf(database);
      const isThere = presence?.state === "usable" || presence?.state === "looking";
      return isThere ? undefined : noBoltz;
    },
  };
}

const instead = "Or ask for the engine `demonstration`, whose numbers are invented and say so.";
const noBoltz = `No worker of this server has a Boltz that can be used. Install it there, and within the minute it is found: ${installAdvice}. ${instead}`;
const noNim = `This server has no NIM of Boltz-2 (NIM_URL). ${instead}`;
