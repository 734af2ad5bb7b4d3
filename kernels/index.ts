export { decimate, interpolate } from "./decimation";
export { applyGreen, join, writeJoined } from "./eigenvectors";
export { advance } from "./phases";
export { packColumns, product } from "./product";
export { countBelow, shoot } from "./shooting";
export { addMultiple, dot, scale, toFloat32 } from "./vectors";
