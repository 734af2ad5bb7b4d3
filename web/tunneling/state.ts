/** The page's state: the question as written and judged, and the wave that answers it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { simulateTunneling } from "#src/client/index.ts";
import { Asking, type Progress } from "./asking.ts";
import { Player } from "./player.ts";
import {
  type FieldErrors,
  judge,
  type Question,
  sameWritten,
  type Written,
  withoutDefaults,
} from "./question.ts";
import { Stage } from "./stage.ts";

/** Wait after the last change before the address follows, ms: browsers limit how often it may. */
const addressDelay = 200;

/** Where the address is kept. */
export interface AddressBar {
  readonly written: Written;
  readonly write: (written: Written, options: { replace: boolean }) => void;
}

/** All that the page's parts need. */
export interface TunnelingState {
  readonly written: Written;
  /** The last valid question. */
  readonly question: Question;
  readonly errors: FieldErrors;
  readonly progress: Progress;
  readonly stage: Stage;
  /** Changes some fields; undefined gives one its default back. */
  readonly change: (change: Written) => void;
  /** Asks another question altogether, to which the browser's Back leads back. */
  readonly replace: (written: Written) => void;
  /** Asks a lost server again at once. */
  readonly retry: () => void;
}

/** Keeps address, question and wave in step. */
export function useTunneling(address: AddressBar): TunnelingState {
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  const [{ stage, asking }] = useState(() => open(setProgress));
  const [written, setWritten] = useState(address.written);
  const inAddress = useRef(address.written);

  const judgement = useMemo(() => judge(written), [written]);
  const lastGood = useRef<Question>(undefined);
  if (judgement.question !== undefined) lastGood.current = judgement.question;
  lastGood.current ??= judge({}).question!;
  const question = lastGood.current;

  useEffect(() => {
    stage.question = question;
    asking.put(question);
  }, [question, stage, asking]);

  useEffect(() => {
    const hurry = () => asking.hurry();
    window.addEventListener("online", hurry);
    return () => {
      window.removeEventListener("online", hurry);
      asking.stop();
      stage.rest();
    };
  }, [asking, stage]);

  const { write } = address;
  useEffect(() => {
    const kept = withoutDefaults(written);
    if (judgement.question === undefined || sameWritten(kept, inAddress.current)) return;
    const timer = setTimeout(() => {
      inAddress.current = kept;
      write(kept, { replace: true });
    }, addressDelay);
    return () => clearTimeout(timer);
  }, [written, judgement, write]);

  useEffect(() => {
    if (sameWritten(address.written, inAddress.current)) return;
    inAddress.current = address.written;
    setWritten(address.written);
  }, [address.written]);

  const refused = progress.state === "refused" ? progress.errors : {};
  return {
    written,
    question,
    errors: judgement.question === undefined ? judgement.errors : refused,
    progress,
    stage,
    change: useCallback((change) => setWritten((before) => ({ ...before, ...change })), []),
    replace: useCallback(
      (next) => {
        inAddress.current = next;
        setWritten(next);
        write(next, { replace: false });
      },
      [write],
    ),
    retry: useCallback(() => asking.hurry(), [asking]),
  };
}

/** A player with its stage, and what keeps it supplied. */
function open(progress: (progress: Progress) => void): { stage: Stage; asking: Asking } {
  const player = new Player();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still) player.pause();
  const stage = new Stage(player);
  const asking = new Asking(simulateTunneling, {
    progress,
    canShow: (run) => player.canShow(run),
    show: (run) => {
      const first = player.run === undefined;
      player.show(run);
      // Who asked for less motion sees the encounter itself, at rest.
      if (first && still) player.seek(run.wave.frameCount / 2);
    },
    grew: () => stage.wake(),
  });
  return { stage, asking };
}
