/** Everything that keeps the fields of a request from making a sweep together. */
import { gridOf } from "./grid.ts";
import type { SweepFields, SweepLimits } from "./sweep-fields.ts";
import {
  at,
  axesOf,
  circuitOf,
  frequenciesOf,
  gridOfRequest,
  referenceOf,
  SweepFieldError,
} from "./to-sweep.ts";

/** What is wrong, each with its field; nothing, if there is a sweep. */
export function faultsOf(request: SweepFields, limits: SweepLimits): SweepFieldError[] {
  const faults: SweepFieldError[] = [];

  /** The result, or nothing if it threw, or if it needs what threw before. */
  function tried<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SweepFieldError)) throw error;
      faults.push(error);
      return undefined;
    }
  }

  const band = tried(() => frequenciesOf(request));
  const circuit = tried(() => circuitOf(request));
  if (circuit === undefined) return faults;
  const axes = tried(() => axesOf(request, circuit));
  const before = faults.length;
  // One by one first, so that each is named; then together.
  for (const [i, axis] of (request.axes === undefined ? [] : (axes ?? [])).entries()) {
    tried(() => at(["axes", i], () => gridOf(circuit, { axes: [axis] }, Number.POSITIVE_INFINITY)));
  }
  for (const [name, value] of Object.entries(request.fixed)) {
    tried(() => at(["fixed", name], () => gridOf(circuit, { axes: [], fixed: { [name]: value } })));
  }
  if (axes === undefined || faults.length > before) return faults;
  const grid = tried(() => gridOfRequest(request, circuit, limits));
  if (grid !== undefined && band !== undefined) {
    tried(() => referenceOf(request, circuit, grid, band));
  }
  return faults;
}
