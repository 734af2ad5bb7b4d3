/** A fast Fourier transform (Cooley and Tukey 1965, radix 2), for the momentum panel. */

/** A transform of fixed length, its tables made once. */
export interface FourierTransform {
  /** A power of two. */
  readonly length: number;
  /** Σ_j z_j·exp(−2πi jk/length), in place, over arrays of `length`. */
  transform(real: Float64Array, imag: Float64Array): void;
}

/** The transform of the smallest power of two that holds `count` points. */
export function fourierTransform(count: number): FourierTransform {
  const length = 2 ** Math.ceil(Math.log2(Math.max(2, count)));
  const cos = Float64Array.from({ length: length / 2 }, (_, i) =>
    Math.cos((2 * Math.PI * i) / length),
  );
  const sin = Float64Array.from({ length: length / 2 }, (_, i) =>
    Math.sin((2 * Math.PI * i) / length),
  );
  const reversed = bitReversal(length);

  return {
    length,
    transform(real, imag) {
      permute(real, reversed);
      permute(imag, reversed);
      for (let half = 1; half < length; half *= 2) {
        const stride = length / (2 * half);
        for (let start = 0; start < length; start += 2 * half) {
          for (let k = 0; k < half; k++) {
            const [c, s] = [cos[k * stride]!, sin[k * stride]!];
            const [low, high] = [start + k, start + k + half];
            const re = real[high]! * c + imag[high]! * s;
            const im = imag[high]! * c - real[high]! * s;
            real[high] = real[low]! - re;
            imag[high] = imag[low]! - im;
            real[low]! += re;
            imag[low]! += im;
          }
        }
      }
    },
  };
}

function bitReversal(length: number): Uint32Array {
  const reversed = new Uint32Array(length);
  for (let i = 1; i < length; i++) {
    reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? length >> 1 : 0);
  }
  return reversed;
}

function permute(values: Float64Array, order: Uint32Array): void {
  for (let i = 0; i < order.length; i++) {
    const j = order[i]!;
    if (j > i) [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
