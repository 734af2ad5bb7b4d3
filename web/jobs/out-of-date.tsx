/** That what is shown was true a while ago, why, and what to do about it. */
import { createContext, type ReactNode, use } from "react";
import { useSession } from "../app/session.ts";
import { SignInButton } from "../app/sign-in.tsx";
import { useNews } from "./news.ts";
import { timeOfDay } from "./wording.ts";
import "./jobs.css";

/** Until when what is shown is known to be true, ms since 1970; undefined for now. */
const UntilContext = createContext<number | undefined>(undefined);

/** The time that counts for whoever shows `now`: it stops with the news. */
export function useTrueUntil(): number {
  return use(UntilContext) ?? Number.POSITIVE_INFINITY;
}

interface JobsMainProps {
  /** A failed question for what is shown, and when it was last answered, ms since 1970. */
  readonly trouble: Error | null;
  readonly answeredAt: number;
  readonly className?: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a page of jobs: its head, whether it is up to date, and the rest. */
export function JobsMain({ trouble, answeredAt, className = "", head, children }: JobsMainProps) {
  const { silentSince, reason } = useNews();
  const { refusal } = useSession();
  const isOld = answeredAt > 0 && trouble !== null;
  const until = silentSince ?? (isOld ? answeredAt : undefined);
  return (
    <UntilContext value={until}>
      <main className={`jobs ${className}`} {...(until !== undefined && { "data-old": true })}>
        <div className="head">{head}</div>
        <div className="out-of-date" role="status">
          {until !== undefined && (
            <p>
              Not up to date since {timeOfDay(until)}
              {refusal === undefined ? (
                <>. {reason ?? trouble?.message} Reconnecting …</>
              ) : (
                <>: sign in again to go on. Nothing is lost.</>
              )}
            </p>
          )}
          {until !== undefined && refusal !== undefined && <SignInButton />}
        </div>
        {children}
      </main>
    </UntilContext>
  );
}
