/** Numbers in requests, and the sentences that refuse them. */
import * as z from "zod";

const must = (be: string) => ({
  error: ({ input }: { input?: unknown }) => `must be ${be}, but is ${JSON.stringify(input)}`,
});

/** A whole number in a body. */
export function whole(least: number, most: number) {
  const refusal = must(`a whole number from ${least} to ${most}`);
  return z.int(refusal).min(least, refusal).max(most, refusal);
}

/** A number in a body. */
export function number(least: number, most: number) {
  const refusal = must(`a number from ${least} to ${most}`);
  return z.number(refusal).min(least, refusal).max(most, refusal);
}

/** A whole number in a query string, where it comes as text; an empty one is no 0. */
export function wholeText(least: number, most: number) {
  const refusal = `must be a whole number from ${least} to ${most}`;
  const coerced = z.coerce.number(refusal).int(refusal).min(least, refusal).max(most, refusal);
  return z
    .any()
    .refine((text) => text !== "", refusal)
    .pipe(coerced)
    .meta({ type: "integer", minimum: least, maximum: most });
}
