/** One stream of changes for all tabs of a browser, which has but six connections to a server. */
import { type Job, watchJobs } from "#src/client/index.ts";

/** Who listens, and until when. */
export interface Hearing {
  /** The user; tabs of one user share a stream. */
  readonly who: string;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** What is done about what is heard. */
export interface Listener {
  /** Changes are heard from now on: what was before is to be asked for. */
  onConnected(): void;
  /** Nothing is heard for this reason; the server is asked again by itself. */
  onLost(reason: string): void;
  onChanged(job: Job): void;
}

/** What tabs tell each other. */
type Word =
  | { readonly says: "how is it?" }
  | { readonly says: "connected"; readonly stream: number }
  | { readonly says: "lost"; readonly reason: string }
  | { readonly says: "changed"; readonly job: Job };

/**
 * Hears of the user's jobs until the signal aborts. One tab holds the stream and passes on what it
 * brings; when it goes, the next in line opens one. Where tabs cannot agree, which they can only at
 * an address that is secure or local, each has its own.
 * @throws ProblemError when the server refuses the token of this tab.
 * @throws the signal's reason on abort.
 */
export async function hearJobs({ who, token, signal }: Hearing, listener: Listener): Promise<void> {
  const name = `retort.jobs ${who}`;
  using channel = openChannel(name);
  let heard: number | undefined;
  const hear = (word: Word) => {
    if (word.says === "changed") listener.onChanged(word.job);
    if (word.says === "lost") listener.onLost(word.reason);
    if (word.says !== "connected" || word.stream === heard) return;
    heard = word.stream;
    listener.onConnected();
  };
  const hold = async () => {
    let last: Word | undefined;
    const tell = (word: Word) => {
      channel.say(word);
      hear(word);
    };
    channel.onWord = ({ says }) => {
      if (says === "how is it?" && last !== undefined) channel.say(last);
    };
    const jobs = watchJobs({
      token,
      signal,
      onConnected: () => {
        last = { says: "connected", stream: Math.random() };
        tell(last);
      },
      onLost: ({ message }) => {
        last = { says: "lost", reason: message };
        tell(last);
      },
    });
    for await (const job of jobs) tell({ says: "changed", job });
  };
  if (navigator.locks === undefined) return hold();
  channel.onWord = hear;
  channel.say({ says: "how is it?" });
  await navigator.locks.request(name, { signal }, hold);
}

/** The other tabs, as long as one wants to hear them. */
function openChannel(name: string) {
  const channel = new BroadcastChannel(name);
  return {
    say: (word: Word) => channel.postMessage(word),
    set onWord(hear: (word: Word) => void) {
      channel.onmessage = ({ data }) => hear(data);
    },
    [Symbol.dispose]: () => channel.close(),
  };
}
