/** Which kinds of answers somebody takes (RFC 9110, section 12.5.1). */

const isZeroWeight = (parameter: string) => /^q=0(\.0*)?$/.test(parameter);

/**
 * Whether an `Accept` header names a media type, and does not refuse it.
 * @param type in lower case; whoever accepts anything has not named it
 */
export function accepts(type: string, accept = ""): boolean {
  return accept
    .toLowerCase()
    .split(",")
    .map((range) => range.split(";").map((part) => part.trim()))
    .some(([named, ...parameters]) => named === type && !parameters.some(isZeroWeight));
}
