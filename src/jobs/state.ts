/** Where a job is in its life. It needs no package, so that a page can load it as it is. */

/** Every state; the last three are final. */
export const jobStates = ["queued", "running", "completed", "failed", "cancelled"] as const;

/** One of them. */
export type JobState = (typeof jobStates)[number];

/** Whether nothing more happens to a job in this state. */
export function hasEnded(state: JobState): boolean {
  return state !== "queued" && state !== "running";
}
