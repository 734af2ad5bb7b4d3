/** Why there is no alignment, told to whoever asked for one. */
import { JobFailure } from "#src/jobs/failure.ts";
import type { Refusal } from "./replies.ts";

/**
 * The failure that a reply means after which nothing more is asked.
 * @param host whose reply it is
 */
export function failureOfReply(reply: Refusal, host: string): JobFailure {
  switch (reply.status) {
    case "RATELIMIT":
      return fail("msa_rate_limited", host, "allows no more questions for now", true);
    case "UNKNOWN":
      return fail("msa_server_away", host, "forgets the questions that it accepted", true);
    case "AWAY":
      return fail("msa_server_away", host, `is not there: ${reply.words}`, true);
    case "MAINTENANCE":
      return fail("msa_server_maintenance", host, "is under maintenance", true);
    case "ERROR": {
      const words = reply.words ?? "it gives no reason";
      return fail("msa_refused", host, `does not align this protein: ${words}`, false);
    }
    case "STRANGE":
      return fail("msa_invalid", host, `answered ${reply.words}: is MSA_SERVER_URL right?`, false);
  }
}

/** The failure of an archive that is no alignment of the protein, for the reason given. */
export function noAlignment(reason: string, host: string): JobFailure {
  return fail("msa_invalid", host, `sent no alignment of this protein: ${reason}`, false);
}

/** The failure of a search that took longer than anybody waits. */
export function tooLate(milliseconds: number, host: string): JobFailure {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  return fail("msa_server_away", host, `had no alignment ready within ${minutes} min`, true);
}

function fail(code: string, host: string, what: string, retry: boolean): JobFailure {
  const end = /[.?…]$/.test(what) ? "" : ".";
  return new JobFailure(code, `The MSA server ${host} ${what}${end}`, { retry });
}
