/** What a server tells of itself: schemas that its routes, its documentation and the client share. */
import * as z from "zod";

/** Whether users sign in, and where their tokens come from; no secrets. */
const identityInUse = z.object({
  kind: z.enum(["local", "token"]).describe("One local user, or users with tokens"),
  description: z.string(),
  issuer: z.string().optional(),
});

/** How users are known. */
export type IdentityInUse = z.output<typeof identityInUse>;

const part = (...kinds: [string, ...string[]]) =>
  z.object({
    kind: z.enum(kinds),
    description: z.string().describe("For people; whoever is not signed in gets the kind only"),
  });

/** What is in use on a server, and whom it takes the one who asks for; no secrets. */
export const settingsInUse = z.object({
  version: z.string(),
  database: part("pglite", "postgres"),
  blobs: part("folder", "bucket"),
  identity: identityInUse,
  user: z.object({
    role: z.enum(["anon", "authenticated"]),
    subject: z.string().nullable().describe("The user's UUID"),
    email: z.string().nullable(),
  }),
  engines: z.object({
    tunneling: z.object({ threads: z.int(), limit: z.int() }),
    jobs: z.object({
      worker: z.boolean().describe("Whether this process works on jobs"),
      kinds: z.array(z.object({ kind: z.string(), concurrency: z.int() })),
    }),
    affinity: z.object({
      nim: z.boolean().describe("Whether an NVIDIA NIM of Boltz-2 is configured"),
      msa_server: z
        .string()
        .nullable()
        .describe("Where sequences are sent of requests that say `use_msa`; null if nowhere"),
    }),
  }),
  limits: z.record(z.string(), z.number()).describe("Every limit that is set, by its setting"),
});

/** The same, parsed. */
export type Settings = z.output<typeof settingsInUse>;

/** Whether a part of the server answers. */
const presence = z.enum(["ok", "away"]);

/** What of Boltz the workers have: the best of it. */
const boltzHealth = z.object({
  boltz_available: z.boolean().describe("Whether a worker has a Boltz that can be used"),
  boltz_state: z
    .enum(["usable", "looking", "unsuitable", "absent"])
    .nullable()
    .describe(
      "What the best of the workers found; null if none told. While one is looking, jobs are taken",
    ),
  boltz_version: z.string().nullable().describe("As `2.2.1`; null if it is unknown"),
  accelerator: z.enum(["gpu", "cpu"]).nullable().describe("What it computes on"),
  weights: z
    .enum(["whole", "missing", "cut_short"])
    .nullable()
    .describe("Whether they are there; the first prediction downloads missing ones"),
  notes: z.array(z.string()).describe("What is amiss, and what to do: sentences"),
});

/** The same, parsed. */
export type BoltzHealth = z.output<typeof boltzHealth>;

/** Whether a server works, and with what. One that serves a single command has no platform. */
export const health = z.object({
  status: z
    .enum(["healthy", "degraded"])
    .describe("Degraded while the database, the files or every worker's Boltz is away"),
  version: z.string(),
  uptime: z.number().describe("Seconds since the server started"),
  database: z
    .object({
      status: presence,
      kind: z.enum(["pglite", "postgres"]),
      latency_ms: z.number().nullable().describe("Time of the smallest question; null when away"),
    })
    .optional(),
  blobs: z.object({ status: presence, kind: z.enum(["folder", "bucket"]) }).optional(),
  queue: z
    .object({
      queued: z.int().describe("Jobs that wait"),
      running: z.int().describe("Jobs being worked on, here or elsewhere"),
    })
    .nullable()
    .optional()
    .describe("Everybody's jobs; null when the database is away"),
  ...boltzHealth.partial().shape,
  engines: z.object({
    tunneling: z.object({
      threads: z.int().describe("Threads that compute"),
      running: z.int().describe("Simulations running now"),
      limit: z.int().describe("Simulations that may run at once"),
    }),
  }),
});

/** The same, parsed. */
export type Health = z.output<typeof health>;

/** Whether a part of the server answers. */
export type Presence = z.output<typeof presence>;
