/** Looking through the server's files: for what was put there, or taken away, by hand. */
import { Button, CloseButton } from "@mantine/core";
import type { SyncReport } from "#src/client/index.ts";
import type { useSyncing } from "./queries.ts";

type Syncing = ReturnType<typeof useSyncing>;

interface SyncProps {
  readonly syncing: Syncing;
}

/** The button. */
export function SyncButton({ syncing: { mutate, isPending } }: SyncProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={isPending}
      title="Register files that were put into the data directory, and note which are gone"
      onClick={() => mutate()}
    >
      Sync
    </Button>
  );
}

/** What was found, until it is dismissed. */
export function SyncTold({ syncing: { data, error, reset } }: SyncProps) {
  return (
    <div className="sync-told" role="status">
      {(data !== undefined || error !== null) && (
        <>
          {error !== null && <p className="error">{error.message}</p>}
          {data !== undefined && <Report report={data} />}
          <CloseButton size="sm" aria-label="Dismiss" onClick={reset} />
        </>
      )}
    </div>
  );
}

function Report({ report }: { readonly report: SyncReport }) {
  const { found, problems } = report;
  const changes = (["registered", "updated", "returned", "missing"] as const)
    .filter((what) => report[what].length > 0)
    .map((what) => `${what}: ${report[what].join(", ")}`);
  return (
    <div>
      <p>
        {found} {found === 1 ? "file" : "files"} looked at
        {changes.length === 0 ? "; nothing has changed." : `. ${sentence(changes)}`}
      </p>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ filename, problems }) => (
            <li key={filename}>
              <b>{filename}</b>: {problems.join("; ")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sentence(parts: readonly string[]): string {
  const text = `${parts.join("; ")}.`;
  return text[0]!.toUpperCase() + text.slice(1);
}
