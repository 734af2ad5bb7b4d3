/** What a prediction's program says, for whoever wants to see it. */
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useState } from "react";
import { hasEnded, type Job, jobFiles } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { fileOf, hasFile, textOf } from "./result/files.ts";
import "./verbatim.css";

/** The log among the files of a job. */
export const logName = "boltz.log";
/** Time between two looks at the log of a job that runs, ms: it is written anew every two seconds at most. */
const interval = 2000;
/** Text that is shown; a browser is slow with more, and the end is what people look for. */
const mostShown = 50_000;

/** The log of a prediction by Boltz, fetched when it is opened, and again and again while the job runs. */
export function JobLog({ job }: { readonly job: Job }) {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useLog(job, isOpen);
  const text = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    // Who reads further up is left there.
    if (data !== undefined && isAtEnd.current) text.current?.scrollTo(0, text.current.scrollHeight);
  }, [data]);
  return (
    <details
      className="verbatim"
      onToggle={({ currentTarget }) => {
        isAtEnd.current = true;
        setOpen(currentTarget.open);
      }}
    >
      <summary>The log</summary>
      {error && (
        <p className="error" role="alert">
          {error.message}
        </p>
      )}
      {isOpen && !error && (
        <pre
          ref={text}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keys, too.
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            isAtEnd.current = scrollTop + clientHeight > scrollHeight - 20;
          }}
        >
          {data === undefined ? "Fetching it…" : shown(data, hasEnded(job.state))}
        </pre>
      )}
    </details>
  );
}

function useLog({ id, state }: Job, isOpen: boolean) {
  const { options, who, meta } = useAsker();
  const isOver = hasEnded(state);
  return useQuery({
    queryKey: ["job-log", who, id, isOver],
    queryFn: async ({ signal }) => {
      const asking = { ...options, signal };
      // A file that is not there would be a fault in the browser's console.
      if (!hasFile(await jobFiles(id, asking), logName)) return "";
      return textOf(await fileOf(id, logName, asking));
    },
    enabled: isOpen,
    refetchInterval: isOver ? false : interval,
    staleTime: isOver ? Number.POSITIVE_INFINITY : 0,
    meta,
  });
}

function shown(log: string, isOver: boolean): string {
  if (log === "") return isOver ? "There is none." : "Nothing was said yet.";
  // A progress bar is drawn over and over on its line.
  const lines = log.replace(/^.*\r(?!\n)/gm, "");
  if (lines.length <= mostShown) return lines;
  return `… ${lines.length - mostShown} characters before\n${lines.slice(-mostShown)}`;
}
