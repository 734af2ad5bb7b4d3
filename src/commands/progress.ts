/** Progress of a download, on one line of a terminal. */

/** What is coming. */
export interface Expected {
  readonly bytes?: number | undefined;
  readonly frames?: number | undefined;
}

/** Where the line is drawn, as `process.stderr`. */
export interface Terminal {
  readonly columns: number;
  write(text: string): unknown;
}

const barWidth = 24;
/** Ten times a second: faster than it can be read, slow enough to cost nothing. */
const redrawMilliseconds = 100;

/** What `promise` gives, with a word on `terminal` of what is being waited for. */
export async function withNotice<T>(
  promise: Promise<T>,
  notice: string,
  terminal: Terminal,
): Promise<T> {
  terminal.write(notice);
  try {
    return await promise;
  } finally {
    clearLine(terminal);
  }
}

/** `bytes` as they pass, with a bar on `terminal` that is gone when they have. */
export async function* withProgress(
  bytes: AsyncIterable<Uint8Array>,
  expected: Expected,
  terminal: Terminal,
): AsyncGenerator<Uint8Array, void, void> {
  const start = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  let received = 0;
  try {
    for await (const chunk of bytes) {
      received += chunk.length;
      const now = performance.now();
      if (now - drawn >= redrawMilliseconds) {
        const line = progressLine(received, expected, (now - start) / 1000);
        drawLine(line, terminal);
        drawn = now;
      }
      yield chunk;
    }
  } finally {
    clearLine(terminal);
  }
}

/** Draws `line` over what stands on the terminal's line, cut to fit. */
export function drawLine(line: string, terminal: Terminal): void {
  // A line that fills the last column would wrap; a terminal that does not know its width says 0.
  const width = (terminal.columns || 80) - 1;
  terminal.write(`\r${line.slice(0, width)}\x1b[K`);
}

/** Leaves the terminal's line empty. */
export function clearLine(terminal: Terminal): void {
  terminal.write("\r\x1b[K");
}

/** The line after `received` bytes and `seconds`. Frames are counted as their share of the bytes. */
export function progressLine(received: number, expected: Expected, seconds: number): string {
  if (expected.bytes === undefined) return formatBytes(received);
  const share = Math.min(1, received / expected.bytes);
  const parts = [progressBar(share), `${formatBytes(received)} of ${formatBytes(expected.bytes)}`];
  if (expected.frames !== undefined) {
    parts.push(`${Math.floor(share * expected.frames)} of ${expected.frames} frames`);
  }
  if (received > 0) parts.push(`${formatSeconds((seconds * (1 - share)) / share)} left`);
  return parts.join(" · ");
}

/** As in `██████░░ 75 %`, three times as wide, of a share 0 … 1. */
export function progressBar(share: number): string {
  const filled = Math.floor(share * barWidth);
  return `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${Math.floor(100 * share)} %`;
}

/** As in `4.0 MB`; decimal prefixes. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** As in `0.42 s`, `12 s` or `3 min 5 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
