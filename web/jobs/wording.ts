/** Jobs in words: what was asked for, and times. */

/** Longest description of a request, characters. */
const longest = 90;

/** A request on one line, as in `to 100 · interval 0.05`; what is long is left out or cut. */
export function describeRequest(request: unknown): string {
  if (typeof request !== "object" || request === null) return "";
  const parts = Object.entries(request).flatMap(([name, value]) => {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return text.length > longest / 2 ? [] : [`${name.replaceAll("_", " ")} ${text}`];
  });
  const text = parts.join(" · ");
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** As in `0.4 s`, `12 s`, `3 min 05 s` or `2 h 10 min`, of milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** As in `just now`, `5 min ago`, `3 h ago`, or the day, of two times in ms since 1970. */
export function ago(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return new Date(time).toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** A time to the second, in the reader's own zone and manner. */
export function exactTime(time: string | number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** A share 0 … 1 as whole per cent; 100 only when all is done. */
export function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
