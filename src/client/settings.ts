/** What a server is made of, how it feels, and whom it takes the one who asks for. */
import { askJson, type RequestOptions } from "./answer.ts";

/** A part that a server may have of several kinds. */
export interface Part {
  readonly kind: string;
  /** In the server's words; to those who are not signed in it says no more than the kind. */
  readonly description: string;
}

/** What is in use on a server; no secrets. */
export interface Settings {
  readonly version: string;
  readonly database: Part;
  readonly blobs: Part;
  /** `local`: one user, who need not say so. `token`: users bring a token of the issuer's. */
  readonly identity: Part & { readonly kind: "local" | "token"; readonly issuer?: string };
  /** Who asked, as the server sees it. */
  readonly user: {
    readonly role: "anon" | "authenticated";
    readonly subject: string | null;
    readonly email: string | null;
  };
  readonly engines: {
    /** Threads that compute, and simulations that may run at once. */
    readonly tunneling: { readonly threads: number; readonly limit: number };
    readonly jobs: {
      /** Whether this very process works on jobs. */
      readonly worker: boolean;
      readonly kinds: readonly { readonly kind: string; readonly concurrency: number }[];
    };
  };
  /** Every limit that is set, by the name of its setting. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Whether a part of the server answers it. */
export type Presence = "ok" | "away";

/** How a server feels; one that serves a single command has no database, files or queue. */
export interface Health {
  readonly status: "ok" | "failing";
  readonly version: string;
  /** Seconds since it started. */
  readonly uptime: number;
  readonly database?: {
    readonly status: Presence;
    readonly kind: string;
    /** Time of the smallest question; null while the database is away. */
    readonly latency_ms: number | null;
  };
  readonly blobs?: { readonly status: Presence; readonly kind: string };
  /** Everybody's jobs; null while the database is away. */
  readonly queue?: { readonly queued: number; readonly running: number } | null;
}

/**
 * Reads a server's settings.
 * @throws ProblemError when the server refuses (401: the token is not good).
 * @throws ConnectionError when it cannot be reached or goes away.
 */
export function getSettings(options: RequestOptions = {}): Promise<Settings> {
  return askJson({ path: "settings" }, options);
}

/** Reads a server's health; one that fails says so, too. Throws likewise. */
export function getHealth(options: RequestOptions = {}): Promise<Health> {
  return askJson({ path: "health", alsoTakes: 503 }, options);
}
