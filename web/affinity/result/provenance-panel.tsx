/** Where a result is from, so that it can be had again. */
import type { PredictionResult } from "#src/affinity/result.ts";
import type { Job } from "#src/client/index.ts";
import { duration, exactTime } from "../../jobs/wording.ts";
import { JobLog } from "../job-log.tsx";
import "../verbatim.css";
import "./provenance-panel.css";

interface ProvenancePanelProps {
  readonly job: Job;
  readonly result: PredictionResult;
  /** Whether the program that made it left a log. */
  readonly hasLog: boolean;
}

const alignments = {
  given: "given with the request",
  empty: "none: the sequence alone",
  server: "from the MSA server",
  cache: "from the MSA server, kept from before",
} as const;

/** What made the result, when and of what. */
export function ProvenancePanel({ job, result, hasLog }: ProvenancePanelProps) {
  const { provenance: from, engine } = result;
  const { boltz_version, seed, device, msa, company, started_at, finished_at } = from;
  // Without a seed Boltz draws another, a demonstration always the same.
  const unseeded = result.simulated ? undefined : "none: another run differs";
  const took =
    started_at !== undefined && finished_at !== undefined
      ? duration(Date.parse(finished_at) - Date.parse(started_at))
      : undefined;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Engine", [engine, job.engine_version ?? boltz_version].filter(Boolean).join(" ")],
    ["Seed", seed === undefined ? unseeded : String(seed)],
    ["Device", device],
    ["Shared its process with", company === undefined ? undefined : others(company - 1)],
    ["Started", started_at && exactTime(started_at)],
    ["Took", took],
    ["Alignment", msa && alignments[msa.source]],
    ["Alignment’s SHA-256", msa?.sha256],
    ...Object.entries(from.checkpoints ?? {}).map(
      ([name, hash]) => [`${name}, SHA-256`, hash] as const,
    ),
    ["Job", job.id],
  ];
  return (
    <section className="provenance part" aria-label="Provenance">
      <h2>Where it is from</h2>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {from.argv && (
        <details className="verbatim">
          <summary>The command</summary>
          <pre>{from.argv.map(quoted).join(" ")}</pre>
        </details>
      )}
      {hasLog && <JobLog job={job} />}
    </section>
  );
}

function others(count: number): string {
  if (count === 0) return "no other prediction";
  return count === 1 ? "one other prediction" : `${count} other predictions`;
}

/** A word of a command as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
