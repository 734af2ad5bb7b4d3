/** How the server feels, asked again every few seconds. */
import { useQuery } from "@tanstack/react-query";
import { getHealth, type Health } from "#src/client/index.ts";
import { Said } from "../affinity/said.tsx";
import { duration } from "../jobs/wording.ts";

/** Often enough to be believed, ms. */
const interval = 5000;

interface HealthCardProps {
  readonly version: string;
}

/** The whole server, its database, files, Boltz and queue, each in colour and in words. */
export function HealthCard({ version }: HealthCardProps) {
  const { data, error } = useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => getHealth({ signal }),
    refetchInterval: interval,
    retry: false,
  });
  const isHere = error === null;
  return (
    <section aria-label="Server">
      <h2>Server</h2>
      <p>Retort {version}</p>
      {!isHere && <Light is="bad" says="does not answer" of="Server" />}
      {isHere && data !== undefined && (
        <>
          <Light is={serverIs(data)} says={data.status} of="Server" />
          {data.database && (
            <Light is={partIs(data.database)} says={latency(data.database)} of="Database" />
          )}
          {data.blobs && <Light is={partIs(data.blobs)} says={data.blobs.status} of="Files" />}
          {data.boltz_available !== undefined && (
            <Light is={data.boltz_available ? "good" : "fair"} says={boltz(data)} of="Boltz" />
          )}
          {data.notes?.map((note) => (
            <p key={note}>
              <Said text={note} />
            </p>
          ))}
          <dl>
            <div>
              <dt>Up for</dt>
              <dd>{duration(1000 * data.uptime)}</dd>
            </div>
            {data.queue && (
              <div>
                <dt>Everybody’s jobs</dt>
                <dd>
                  {data.queue.running} running, {data.queue.queued} waiting
                </dd>
              </div>
            )}
          </dl>
        </>
      )}
    </section>
  );
}

interface LightProps {
  /** Fair is what works, but not with everything. */
  readonly is: "good" | "fair" | "bad";
  readonly says: string;
  readonly of: string;
}

function Light({ is, says, of }: LightProps) {
  return (
    <p className="light" data-is={is}>
      {of}: <b>{says}</b>
    </p>
  );
}

function serverIs(health: Health): LightProps["is"] {
  if (health.status === "healthy") return "good";
  const parts = [health.database, health.blobs];
  return parts.some((part) => part?.status === "away") ? "bad" : "fair";
}

function partIs({ status }: { readonly status: "ok" | "away" }): LightProps["is"] {
  return status === "ok" ? "good" : "bad";
}

function boltz({ boltz_available, boltz_version, accelerator }: Health): string {
  if (!boltz_available) return "not available";
  const where = accelerator === "gpu" ? "GPU" : "CPU";
  return `${boltz_version ?? "of unknown version"}, on a ${where}`;
}

function latency({ status, latency_ms }: NonNullable<Health["database"]>): string {
  return latency_ms === null ? status : `${status}, ${latency_ms.toFixed(1)} ms`;
}
