/** Taking a dataset's file home. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { downloadDataset, type ListedDataset } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { percent } from "../jobs/wording.ts";
import { save } from "../plot/save.ts";

/** The address of a dataset's file. */
export function downloadAddress(filename: string): string {
  return `/api/download/${encodeURIComponent(filename)}`;
}

/** Whether the server gives the file to nobody without a token: a link of the browser's has none. */
export function useNeedsToken({ is_public: isPublic }: ListedDataset): boolean {
  const { options } = useAsker();
  return options.token !== undefined && !isPublic;
}

interface DownloadProps {
  readonly dataset: ListedDataset;
}

/** A link, which the browser can go on with when it is cut off; with a token, a download of our own. */
export function Download({ dataset }: DownloadProps) {
  const { filename, name } = dataset;
  const needsToken = useNeedsToken(dataset);
  if (needsToken) return <PrivateDownload dataset={dataset} />;
  return (
    <Button
      component="a"
      href={downloadAddress(filename)}
      download={filename}
      size="compact-sm"
      variant="default"
      aria-label={`Download ${name}`}
    >
      Download
    </Button>
  );
}

/** Fetches the file with the token, and hands it to the browser when it is whole. */
function PrivateDownload({ dataset: { filename, name } }: DownloadProps) {
  const { options } = useAsker();
  const [share, setShare] = useState<number>();
  const [trouble, setTrouble] = useState("");
  const stop = useRef<AbortController>(undefined);
  const start = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setTrouble("");
    setShare(0);
    try {
      const { body, byteLength = Number.NaN } = await downloadDataset(filename, {
        ...options,
        signal,
      });
      const counted = body.pipeThrough(counting((count) => setShare(count / byteLength)));
      save(await new Response(counted).blob(), filename);
    } catch (error) {
      if (!signal.aborted) setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setShare(undefined);
    }
  };
  const isRunning = share !== undefined;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={isRunning ? `Cancel the download of ${name}` : `Download ${name}`}
        onClick={() => (isRunning ? stop.current?.abort() : void start())}
      >
        {isRunning ? `${percent(share || 0)} · Cancel` : "Download"}
      </Button>
      {trouble !== "" && (
        <p className="error" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

/** Passes bytes on, and tells how many there were, at most ten times a second. */
function counting(tell: (count: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let count = 0;
  let told = 0;
  return new TransformStream({
    transform(chunk, controller) {
      count += chunk.byteLength;
      const now = performance.now();
      if (now - told > 100) {
        told = now;
        tell(count);
      }
      controller.enqueue(chunk);
    },
  });
}
