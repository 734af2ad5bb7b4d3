// Coefficients in time: c_n(t + τ) = c_n(t)·exp(−i E_n τ/ħ), in float64, written as float32 rows of
// the matrix that `product` multiplies with the eigenvectors.

import { multiplyAddF64 } from "./lanes";

/** Frames in one panel of six rows: a real and an imaginary row each. */
const FRAMES: usize = 3;

/**
 * Writes the coefficients of `frames` successive frames as panels of A and leaves `coefficients`
 * at the frame after the last. Rows of frames past the last are zero.
 * @param coefficients complex float64 [states]; read and advanced
 * @param turns exp(−i E_n τ/ħ), complex float64 [states]
 * @param panels [⌈frames/3⌉][states][6] float32: re and im of three frames
 */
export function advance(
  coefficients: usize,
  turns: usize,
  panels: usize,
  states: usize,
  frames: usize,
): void {
  const minusPlus = f64x2(-1, 1);
  const end = coefficients + (states << 4);
  for (let frame: usize = 0; frame < frames; frame += FRAMES) {
    const present = min(FRAMES, frames - frame);
    if (present < FRAMES) memory.fill(panels, 0, states * 24);
    let turn = turns;
    for (let at = coefficients; at < end; at += 16) {
      let c = v128.load(at);
      const real = v128.load64_splat(turn);
      const imaginary = f64x2.mul(v128.load64_splat(turn, 8), minusPlus);
      for (let f: usize = 0; f < present; f++) {
        v128.store64_lane(panels + (f << 3), f32x4.demote_f64x2_zero(c), 0);
        const swapped = v128.shuffle<f64>(c, c, 1, 0);
        c = multiplyAddF64(c, real, f64x2.mul(swapped, imaginary));
      }
      v128.store(at, c);
      turn += 16;
      panels += 24;
    }
  }
}
