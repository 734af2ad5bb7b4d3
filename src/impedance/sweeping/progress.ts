/** How far a sweep is, as a number and in words. */

/** Takes reports of a job. */
type Report = (progress: number, message: string) => void;

/** The job's progress when the grid is ranked; the rest is writing. */
const RANKED = 0.2;

/** A part's pace is not known before so long, in seconds. */
const FIRST_ESTIMATE = 0.3;

/** Reports the ranking; it is told how many points are measured. */
export function rankingReporter(points: number, report: Report): (done: number) => void {
  const left = estimator(points);
  const text = (count: number) => count.toLocaleString("en");
  return (done) =>
    report((RANKED * done) / points, `Ranked ${text(done)} of ${text(points)}${left(done)}`);
}

/** Reports the writing; it is told how many bytes of spectra are on their way. */
export function writingReporter(
  bytes: number,
  compression: "stored" | "deflate",
  report: Report,
): (done: number) => void {
  const left = estimator(bytes);
  const verb = compression === "stored" ? "Written" : "Compressed";
  const [unit, size] = bytes >= 1e9 ? (["GB", 1e9] as const) : (["MB", 1e6] as const);
  const text = (count: number) => (count / size).toFixed(1);
  return (done) =>
    report(
      RANKED + ((1 - RANKED) * done) / bytes,
      `${verb} ${text(done)} of ${text(bytes)} ${unit}${left(done)}`,
    );
}

/** Says how long a part of the work still takes, by the pace it has had since it was first asked. */
function estimator(total: number): (done: number) => string {
  let began: { readonly at: number; readonly done: number } | undefined;
  return (done) => {
    began ??= { at: performance.now(), done };
    const seconds = (performance.now() - began.at) / 1000;
    if (seconds < FIRST_ESTIMATE || done === total) return "";
    return ` · ${duration((seconds / (done - began.done)) * (total - done))} left`;
  };
}

function duration(seconds: number): string {
  if (seconds < 2) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
