export { decimate, interpolate } from "./decimation";
export { distances, shuntedDistances } from "./distances";
export { applyGreen, join, writeJoined } from "./eigenvectors";
export { besideCapacitor, besideResistor, inParallel, inSeries, withResistor } from "./joins";
export { advance } from "./phases";
export { packColumns, product } from "./product";
export { countBelow, shoot } from "./shooting";
export { writeComplex, writeFull } from "./spectra";
export { addMultiple, dot, scale, toFloat32 } from "./vectors";
