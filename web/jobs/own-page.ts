/** Where a job is shown as what it is: on its instrument's own page. */
import { predictionKind, screenKind } from "#src/affinity/kinds.ts";
import type { Job } from "#src/client/index.ts";

/** The search of `/affinity` that shows the job; undefined for a kind that has no other page. */
export function ownPageOf({
  id,
  kind,
  request,
}: Pick<Job, "id" | "kind" | "request">): { job: string } | { screen: string } | undefined {
  if (kind === predictionKind) return { job: id };
  const { screen } = (request ?? {}) as { readonly screen?: unknown };
  return kind === screenKind && typeof screen === "string" ? { screen } : undefined;
}
