/** Every setting: its name in the environment, what it may be, its default and what it is for. */
import { isIP } from "node:net";
import { availableParallelism, homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { defaultSweepLimits } from "#src/impedance/sweep-fields.ts";
import { defaultLimits } from "#src/tunneling/problem.ts";

const most = Number.MAX_SAFE_INTEGER;

/** The database keeps 16 MiB of a request, and JSON takes some more there than on its way. */
const mostJobBytes = 15 * 1024 ** 2;

const network = {
  HOST: z.string().default("127.0.0.1").describe("network interface to listen on"),
  PORT: whole(0, 65_535).default(8000).describe("port to listen on; 0 takes a free one"),
  INSECURE: yesOrNo()
    .default(false)
    .describe("serve beyond this machine although nobody is asked who they are"),
  CORS_ORIGINS: list(isOrigin, "must be origins such as https://lab.example, or *").describe(
    "origins whose pages may ask as their user, separated by commas; * is any (default: none)",
  ),
  TRUSTED_PROXIES: list(isNetwork, "must be addresses or networks such as 10.0.0.0/8").describe(
    "addresses of the proxies before this server, whose X-Forwarded-For is believed (default: none)",
  ),
  LOG_LEVEL: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent")
    .default("warn")
    .describe("least severe log lines to write; info has one for every request"),
};

const database = {
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ""),
      "must be the address of a Postgres, as in postgres://user:password@host:5432/name",
    )
    .optional()
    .describe(
      "Postgres or Supabase instead of the database in DATA_DIR; its password is safest in .env",
    ),
};

const files = {
  DATA_DIR: z.string().default("./data").describe("directory of the database and of the files"),
  S3_BUCKET: z.string().optional().describe("bucket for the files, instead of DATA_DIR"),
  S3_ENDPOINT: webAddress("of an S3 service")
    .optional()
    .describe("S3 service that has the bucket, where it is not Amazon's"),
  S3_REGION: z.string().optional().describe("region of the bucket"),
  S3_FORCE_PATH_STYLE: yesOrNo()
    .default(false)
    .describe("name the bucket in the path, as most services but Amazon's want it"),
  S3_PREFIX: z.string().optional().describe("what the keys in the bucket begin with"),
};

const identity = {
  JWT_SECRET: z
    .string()
    .refine((secret) => Buffer.byteLength(secret) >= 32, "must be at least 32 bytes long")
    .optional()
    .describe(
      "secret that signs the users' tokens (HS256); safest in .env, flags are seen by others",
    ),
  JWKS_URL: webAddress("of a key set")
    .optional()
    .describe("where the keys are that the users' tokens are signed with"),
  SUPABASE_URL: webAddress("of a Supabase project")
    .optional()
    .describe("Supabase project whose users these are"),
  JWT_AUDIENCE: z.string().default("authenticated").describe("whom the tokens must be meant for"),
};

const limits = {
  LIMIT_REQUESTS: whole(1, most)
    .optional()
    .describe("requests a minute of one client (default: 3000; none for the one local user)"),
  LIMIT_BODY_BYTES: whole(1024, 1024 ** 3)
    .default(1024 ** 2)
    .describe("largest body of a request"),
  LIMIT_QUEUED_JOBS: whole(1, most).default(10_000).describe("most jobs that wait"),
  LIMIT_JOB_DAYS: whole(1, 36_500)
    .default(365)
    .describe("days after which jobs that ended are deleted"),
  LIMIT_EVENT_STREAMS: whole(1, most).default(500).describe("most open streams of events"),
  LIMIT_SIMULATIONS: whole(1, most).default(8).describe("simulations that run at once"),
  LIMIT_N: whole(1, most).default(defaultLimits.intervals).describe("largest N of a simulation"),
  LIMIT_FRAMES: whole(1, most)
    .default(defaultLimits.frames)
    .describe("most frames of a simulation"),
  LIMIT_RESPONSE_BYTES: whole(1, most)
    .default(defaultLimits.responseBytes)
    .describe("largest answer of a simulation, in bytes"),
  LIMIT_EIGENVECTOR_BYTES: whole(1, 1024 ** 3)
    .default(defaultLimits.eigenvectorBytes)
    .describe("most bytes of eigenvectors of one simulation; a server takes about five times that"),
  LIMIT_SWEEP_POINTS: whole(1, 1e8)
    .default(defaultSweepLimits.points)
    .describe("most points of a sweep's grid; a worker takes about 40 bytes for each"),
  LIMIT_DATASET_BYTES: whole(1, most)
    .default(16 * 1024 ** 3)
    .describe("largest dataset that a sweep writes, in bytes"),
  LIMIT_UPLOAD_BYTES: whole(1, most)
    .default(8 * 1024 ** 3)
    .describe("largest dataset that is sent, in bytes"),
  LIMIT_PREDICTION_BYTES: whole(1024, mostJobBytes)
    .default(mostJobBytes)
    .describe("largest body that asks for a prediction, alignments and templates included"),
  LIMIT_SCREEN_BYTES: whole(1024, 256 * 1024 ** 2)
    .default(32 * 1024 ** 2)
    .describe("largest body that asks for a screen, its ligands included"),
};

const engines = {
  WORKERS: whole(1, 1024)
    .default(() => availableParallelism())
    .describe("threads that compute, one a processor"),
  BOLTZ_COMMAND: z
    .string()
    .regex(/\S/, "must be a command, as in boltz or uv run boltz")
    .default("boltz")
    .describe("command that runs Boltz, its words parted by blanks"),
  BOLTZ_CACHE: z
    .string()
    .default(() => join(homedir(), ".boltz"))
    .describe("directory of Boltz's weights; the first prediction downloads them"),
  BOLTZ_ACCELERATOR: oneOf("auto", "gpu", "cpu")
    .default("auto")
    .describe("what Boltz computes on; auto is a GPU where there is one"),
  BOLTZ_BATCH: whole(1, 64)
    .default(16)
    .describe("most predictions that share a start of Boltz, which loads its weights"),
  BOLTZ_TIMEOUT: whole(1, 86_400)
    .default(3600)
    .describe("longest that one prediction may take, in seconds"),
  MSA_SERVER_URL: webAddress("of an MSA server, as https://api.colabfold.com")
    .optional()
    .describe(
      "MSA server (MMseqs2, as ColabFold's) for requests that say use_msa: their sequences are sent there",
    ),
  NIM_URL: webAddress("of an NVIDIA NIM of Boltz-2")
    .optional()
    .describe("NVIDIA NIM of Boltz-2, for requests that ask for the engine nim"),
  NIM_API_KEY: z
    .string()
    .optional()
    .describe("key of the NIM; safest in .env, flags are seen by others"),
};

/** The settings by what they are about, in the order in which people are told of them. */
export const settingGroups = {
  Network: network,
  Database: database,
  Files: files,
  Identity: identity,
  Limits: limits,
  Engines: engines,
} as const;

/** Every setting by its environment variable; the flag is the same in kebab case. */
export const settings = z.object({
  ...network,
  ...database,
  ...files,
  ...identity,
  ...limits,
  ...engines,
});

/** Name of a setting. */
export type SettingName = keyof typeof settings.shape;

/** The configuration, parsed. */
export type Config = z.output<typeof settings>;

function whole(least: number, greatest: number) {
  const error = `must be a whole number from ${least} to ${greatest}`;
  return z.coerce.number(error).int(error).min(least, error).max(greatest, error);
}

function yesOrNo() {
  return z.stringbool("must be true or false");
}

function oneOf<const Word extends string>(...words: readonly Word[]) {
  return z.enum(words, `must be one of ${words.join(", ")}`);
}

/** The addresses are shown to people, and are no place for secrets. */
function webAddress(of: string) {
  const isPublic = (text: string) => {
    const { protocol = "", username, password } = URL.parse(text) ?? {};
    return /^https?:$/.test(protocol) && !username && !password;
  };
  const error = `must be the address ${of}, as in https://host, without a user or password`;
  return z.string().refine(isPublic, error);
}

function list(isItem: (item: string) => boolean, error: string) {
  return z
    .string()
    .optional()
    .transform((text = "") => text.split(",").map((item) => item.trim()))
    .transform((items) => items.filter((item) => item !== ""))
    .refine((items) => items.every(isItem), error);
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.canParse(text) && new URL(text).origin === text);
}

function isNetwork(text: string): boolean {
  const [address = "", bits = "0", ...more] = text.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= most;
}
