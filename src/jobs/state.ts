/** Where a job is in its life. It needs no package, so that a page can load it as it is. */

/** Every state; the last three are final. */
export const jobStates = ["queued", "running", "completed", "failed", "cancelled"] as const;

/** One of them. */
export type JobState = (typeof jobStates)[number];

/** The same in other words, which services before this one used: what is queued is pending. */
export const jobStatuses = ["pending", "running", "completed", "failed", "cancelled"] as const;

/** The other word for a state. */
export function statusOf(state: JobState): (typeof jobStatuses)[number] {
  return state === "queued" ? "pending" : state;
}

/** Whether nothing more happens to a job in this state. */
export function hasEnded(state: JobState): boolean {
  return state !== "queued" && state !== "running";
}
