// Arithmetic on SIMD lanes that the other kernels share.

/** a·b + c on four float32 lanes; one rounding where the engine has relaxed SIMD, two elsewhere. */
export function multiplyAddF32(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** a·b + c on two float64 lanes; one rounding where the engine has relaxed SIMD, two elsewhere. */
export function multiplyAddF64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}
