/** How the server feels, asked again every few seconds. */
import { useQuery } from "@tanstack/react-query";
import { getHealth, type Health } from "#src/client/index.ts";
import { duration } from "../jobs/wording.ts";

/** Often enough to be believed, ms. */
const interval = 5000;

interface HealthCardProps {
  readonly version: string;
}

/** The whole server, its database, its files and its queue, each in colour and in words. */
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
      {!isHere && <Light good={false} says="does not answer" of="Server" />}
      {isHere && data !== undefined && (
        <>
          <Light good={data.status === "ok"} says={data.status} of="Server" />
          {data.database && (
            <Light
              good={data.database.status === "ok"}
              says={latency(data.database)}
              of="Database"
            />
          )}
          {data.blobs && (
            <Light good={data.blobs.status === "ok"} says={data.blobs.status} of="Files" />
          )}
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
  readonly good: boolean;
  readonly says: string;
  readonly of: string;
}

function Light({ good, says, of }: LightProps) {
  return (
    <p className="light" data-good={good}>
      {of}: <b>{says}</b>
    </p>
  );
}

function latency({ status, latency_ms }: NonNullable<Health["database"]>): string {
  return latency_ms === null ? status : `${status}, ${latency_ms.toFixed(1)} ms`;
}
