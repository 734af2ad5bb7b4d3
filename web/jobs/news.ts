/** What the whole page hears of the asker's jobs, and whether it hears. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState } from "react";
import type { Job } from "#src/client/index.ts";
import { isRefusal, useAsker } from "../app/queries.ts";
import { refuse, useSession } from "../app/session.ts";
import { hear } from "./heard.ts";
import { keepJob, refreshJobs } from "./queries.ts";
import { hearJobs } from "./shared-stream.ts";

/** Whether the page hears of changes. */
export interface News {
  /** Since when it does not, ms since 1970; undefined while it does, or has nobody's to hear. */
  readonly silentSince?: number;
  /** Why, where the server is lost: a sentence. */
  readonly reason?: string;
}

/** The page's news, for what is shown in it. */
export const NewsContext = createContext<News>({});

/** Whether the page hears of changes. */
export function useNews(): News {
  return use(NewsContext);
}

/** Keeps every job on the page true while the page is seen: hidden ones ask for nothing. */
export function useJobNews(): News {
  const client = useQueryClient();
  const { options, who, known } = useAsker();
  const { refusal } = useSession();
  const seen = usePageSeen();
  const [news, setNews] = useState<News>({});
  const { token } = options;
  useEffect(() => {
    if (!known || !seen) return;
    const left = new AbortController();
    const changed = oncePerFrame((job) => keepJob(client, who, job));
    const onLost = (reason: string) =>
      setNews(({ silentSince = Date.now() }) => ({ silentSince, reason }));
    const listener = {
      onConnected: () => {
        setNews({});
        void refreshJobs(client);
      },
      onLost,
      onChanged: (job: Job) => {
        hear(job);
        changed(job);
      },
    };
    hearJobs({ who, token, signal: left.signal }, listener).catch((error: Error) => {
      if (left.signal.aborted) return;
      onLost(error.message);
      if (isRefusal(error)) refuse(token, error.message);
    });
    return () => left.abort();
  }, [client, who, token, known, seen]);
  useEffect(() => {
    if (refusal !== undefined) setNews(({ silentSince = Date.now() }) => ({ silentSince }));
  }, [refusal]);
  return known || refusal !== undefined ? news : nothing;
}

const nothing: News = {};

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
