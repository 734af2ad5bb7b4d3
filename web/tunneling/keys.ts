/** The keyboard: what each key does, for the page and for its help. */
import type { Player } from "./player.ts";

/** A key of the page. */
export interface Key {
  readonly keys: readonly string[];
  /** How the help writes it. */
  readonly shown: string;
  readonly does: string;
  readonly run: (player: Player, shift: boolean) => void;
}

/** The keys that play a wave. */
export const playerKeys: readonly Key[] = [
  { keys: [" ", "k"], shown: "Space", does: "Play or pause", run: (player) => player.toggle() },
  {
    keys: ["ArrowRight"],
    shown: "→",
    does: "One frame on; with Shift, ten",
    run: (player, shift) => player.step(shift ? 10 : 1),
  },
  {
    keys: ["ArrowLeft"],
    shown: "←",
    does: "One frame back; with Shift, ten",
    run: (player, shift) => player.step(shift ? -10 : -1),
  },
  { keys: ["Home"], shown: "Home", does: "First frame", run: (player) => player.seek(0) },
  { keys: ["End"], shown: "End", does: "Last frame", run: (player) => player.step(1e9) },
  { keys: ["r"], shown: "R", does: "Restart", run: (player) => player.restart() },
  { keys: ["l"], shown: "L", does: "Loop on or off", run: (player) => player.toggleLoop() },
  { keys: ["]", "+"], shown: "]", does: "Faster", run: (player) => player.changeSpeed(1) },
  { keys: ["[", "-"], shown: "[", does: "Slower", run: (player) => player.changeSpeed(-1) },
];

/** Whether the element that has the focus needs the keys for itself. */
function keepsKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, select, textarea, [role=menu], [role=dialog]")) return true;
  return key === " " && target.closest("button, summary, a") !== null;
}

/** Lets the keys of the page play `player`; call the result to stop. */
export function listenForKeys(player: Player, onHelp: () => void): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keepsKeys(event.target, event.key))
      return;
    if (event.key === "?") {
      onHelp();
      return;
    }
    const key = playerKeys.find(({ keys }) => keys.includes(event.key));
    if (key === undefined) return;
    event.preventDefault();
    key.run(player, event.shiftKey);
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
