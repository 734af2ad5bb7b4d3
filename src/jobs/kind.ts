/** A kind of job: what an instrument writes so that its long work is queued, watched and resumed. */
import * as z from "zod";
import type { Session } from "#src/storage/database.ts";
import { JobFailure } from "./failure.ts";

/** What work finds. */
export interface Finished {
  /** Anything JSON can hold. */
  readonly result: unknown;
  /**
   * Writes what the work has made, in the transaction that completes the job: both happen, once, or
   * neither does. It runs as the program's own role.
   */
  commit?(session: Session): Promise<void>;
}

/** One attempt at a job, as its work sees it. */
export interface Attempt<Checkpoint> {
  /** The job. */
  readonly job: string;
  /** The user it belongs to. */
  readonly owner: string;
  /** Counts from 1. An attempt that another has followed can no longer write anything. */
  readonly attempt: number;
  /**
   * Aborts when the work is to stop, with a JobStopped that says why. Child processes are to be
   * ended with it.
   */
  readonly signal: AbortSignal;
  /** What an attempt before this one saved last. */
  readonly checkpoint: Checkpoint | undefined;
  /**
   * Saves a step from which a later attempt goes on. Waits for a database that is away.
   * @throws JobStopped when the job is no longer this attempt's
   */
  save(checkpoint: Checkpoint): Promise<void>;
  /**
   * Says how far the work is. Cheap: only the latest report is written, five times a second at most,
   * less often the longer the work takes, and none while the database is away.
   * @param progress 0 … 1
   * @param message what is being done, up to 1000 characters. Default: as before
   * @param secondsLeft until the work is done, by the pace so far. Default: unknown, whatever was
   *   known before
   */
  report(progress: number, message?: string, secondsLeft?: number): void;
  /**
   * Says what does the work.
   * @param version where it is known. Default: as before
   */
  engine(name: string, version?: string): void;
}

/** How a kind is defined. */
export interface KindDefinition<Request, Checkpoint> {
  /** Lower-case letters and dashes, up to 40. */
  readonly name: string;
  /** What may be asked. What it makes of a request is stored as JSON, and must satisfy it again. */
  readonly request: z.ZodType<Request>;
  /** What is saved between attempts, as JSON. Default: nothing. */
  readonly checkpoint?: z.ZodType<Checkpoint>;
  /** Jobs that one worker works on at once. */
  readonly concurrency: number;
  /** Longest that an attempt may take, 1 … 86,400 s. */
  readonly timeoutSeconds: number;
  /** Attempts that may end badly before the job fails, 1 … 10,000. */
  readonly maxAttempts: number;
  /**
   * Whether a request is done at once. Such a job begins before all that are not, and each worker has
   * one place more than `concurrency` for them, so that it never waits for long ones; only one that is
   * given back to the queue waits as others do. Default: none is.
   */
  isQuick?(request: Request): boolean;
  /**
   * How its progress is told over HTTP: `share` is 0 … 1, `percent` 0 … 100. Default `share`. Events
   * of a job tell a share, whatever its kind.
   */
  readonly progressTold?: "share" | "percent";
  /**
   * Does the work.
   * @throws JobFailure to tell the submitter why it cannot be done
   */
  run(request: Request, attempt: Attempt<Checkpoint>): Promise<Finished>;
}

/** A kind, whatever it is asked. */
export interface Kind extends Omit<KindDefinition<unknown, unknown>, "run"> {
  /** @param request JSON, as it was stored */
  run(request: unknown, attempt: Attempt<unknown>): Promise<Finished>;
}

/** Makes a kind of a definition: its work is given only what its schemas accept. */
export function defineKind<Request, Checkpoint = never>(
  definition: KindDefinition<Request, Checkpoint>,
): Kind {
  const steps: z.ZodType<Checkpoint> = definition.checkpoint ?? z.never();
  return {
    ...definition,
    async run(stored, attempt) {
      const request = definition.request.safeParse(stored);
      if (!request.success) {
        throw new JobFailure(
          "outdated_request",
          "The server was renewed while the job waited, and no longer takes this request.",
          { cause: request.error },
        );
      }
      // A step that an older version saved differently is left aside: the work begins anew.
      const checkpoint = steps.safeParse(attempt.checkpoint).data;
      return definition.run(request.data, { ...attempt, checkpoint });
    },
  };
}
