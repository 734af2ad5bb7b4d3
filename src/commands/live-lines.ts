/** A few lines of a terminal that are drawn again and again in the same place. */
import type { Terminal } from "./progress.ts";

/** The lines; there are none at first. */
export interface LiveLines {
  /** Draws these, each cut to fit, over those that stand there. */
  draw(lines: readonly string[]): void;
  /** Leaves nothing of them. */
  clear(): void;
}

/** Lines that begin where the cursor is, which must be at the beginning of a line. */
export function liveLines(terminal: Terminal): LiveLines {
  let below = 0;
  const start = () => (below === 0 ? "\r" : `\r\x1b[${below}A`);
  return {
    draw(lines) {
      // A line that fills the last column would wrap; a terminal that does not know its width says 0.
      const width = (terminal.columns || 80) - 1;
      const text = lines.map((line) => `${line.slice(0, width)}\x1b[K`).join("\n");
      const rest = lines.length - 1 < below ? "\x1b[J" : "";
      terminal.write(`${start()}${text}${rest}`);
      below = lines.length - 1;
    },
    clear() {
      terminal.write(below === 0 ? "\r\x1b[K" : `${start()}\x1b[J`);
      below = 0;
    },
  };
}
