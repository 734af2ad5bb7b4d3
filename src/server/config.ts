/**
 * The server's configuration. The only place that reads the environment, and only when called:
 * flag > environment > `.env` > default.
 */
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { parseEnv } from "node:util";
import * as z from "zod";
import { defaultLimits } from "#src/tunneling/problem.ts";

const count = (most = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(1).max(most);

/** Every setting by its environment variable; the flag is the same in kebab case. */
export const settings = z.object({
  HOST: z.string().min(1).default("127.0.0.1").describe("network interface to listen on"),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8000)
    .describe("port to listen on; 0 takes a free one"),
  INSECURE: z
    .stringbool()
    .default(false)
    .describe("serve beyond this machine although nobody is asked who they are"),
  CORS_ORIGINS: z
    .string()
    .default("*")
    .transform((list) => list.split(",").map((origin) => origin.trim()))
    .describe("origins whose pages may ask, separated by commas; * is any"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("warn")
    .describe("least severe log lines to write"),
  WORKERS: count(1024)
    .default(() => availableParallelism())
    .describe("threads that compute, one a processor"),
  LIMIT_SIMULATIONS: count().default(8).describe("simulations that run at once"),
  LIMIT_N: count().default(defaultLimits.intervals).describe("largest N of a simulation"),
  LIMIT_FRAMES: count().default(defaultLimits.frames).describe("most frames of a simulation"),
  LIMIT_RESPONSE_BYTES: count()
    .default(defaultLimits.responseBytes)
    .describe("largest answer of a simulation, in bytes"),
  LIMIT_EIGENVECTOR_BYTES: count(1024 ** 3)
    .default(defaultLimits.eigenvectorBytes)
    .describe("most bytes of eigenvectors of one simulation; a server takes about five times that"),
});

/** Name of a setting. */
export type SettingName = keyof typeof settings.shape;

/** The configuration, parsed. */
export type Config = z.output<typeof settings>;

/** Settings given on the command line, by name. */
export type Flags = Partial<Record<SettingName, string | boolean>>;

/** A configuration that cannot be, with a sentence for each fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
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
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ConfigError(`The configuration cannot be used. ${faults.join(". ")}.`);
  }
  const config = parsed.data;
  if (!config.INSECURE && !isLoopback(config.HOST)) {
    throw new ConfigError(
      `HOST is ${config.HOST}, which others can reach, and nobody would be asked who they are. ` +
        "Use 127.0.0.1, or insist with --insecure.",
    );
  }
  return config;
}

/** A variable set to nothing is not set. */
function withoutEmpty(given: Record<string, string | boolean | undefined>) {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]),
  );
}

function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "localhost" || host === "::1";
}
