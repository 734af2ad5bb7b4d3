/** One stream that tells the whole page of the asker's jobs. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState } from "react";
import { type Job, watchJobs } from "#src/client/index.ts";
import { isRefusal, useAsker } from "../app/queries.ts";
import { refuse } from "../app/session.ts";
import { hear } from "./heard.ts";
import { keepJob, refreshJobs } from "./queries.ts";

/** Whether the page hears of changes; `lost` while it tries to again. */
export type Connection = "none" | "connected" | "lost";

/** The page's connection, for what is shown in it. */
export const ConnectionContext = createContext<Connection>("none");

/** Whether the page hears of changes. */
export function useConnection(): Connection {
  return use(ConnectionContext);
}

/**
 * Keeps every job on the page true while the page is seen. Hidden pages let go: a browser has six
 * connections to a server, and its other tabs want some.
 */
export function useJobNews(): Connection {
  const client = useQueryClient();
  const { options, who, known } = useAsker();
  const seen = usePageSeen();
  const [connection, setConnection] = useState<Connection>("none");
  const { token } = options;
  useEffect(() => {
    if (!known || !seen) return;
    const left = new AbortController();
    const changed = oncePerFrame((job) => keepJob(client, who, job));
    const follow = async () => {
      const jobs = watchJobs({
        token,
        signal: left.signal,
        onConnected: () => {
          setConnection("connected");
          void refreshJobs(client);
        },
        onLost: () => setConnection("lost"),
      });
      for await (const job of jobs) {
        hear(job);
        changed(job);
      }
    };
    follow().catch((error: unknown) => {
      if (left.signal.aborted) return;
      setConnection("lost");
      if (isRefusal(error)) refuse(token, error.message);
    });
    return () => left.abort();
  }, [client, who, token, known, seen]);
  return known ? connection : "none";
}

/** Passes on the last state of each job before a frame is drawn, and no more often. */
function oncePerFrame(pass: (job: Job) => void): (job: Job) => void {
  const waiting = new Map<string, Job>();
  return (job) => {
    if (waiting.size === 0) {
      requestAnimationFrame(() => {
        for (const job of waiting.values()) pass(job);
        waiting.clear();
      });
    }
    waiting.set(job.id, job);
  };
}

function usePageSeen(): boolean {
  const [seen, setSeen] = useState(() => !document.hidden);
  useEffect(() => {
    const look = () => setSeen(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return seen;
}
