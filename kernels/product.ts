// The float32 matrix product C = A·B that turns coefficients into frames.
//
// The micro-kernel keeps a tile of 6 rows × 8 columns of C in twelve of the sixteen SIMD registers
// while it walks the depth (K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
// multiplication", ACM TOMS 34(3), 2008). A is packed in panels of 6 rows, B in panels of 8 columns,
// both with the depth outermost, so that every load is the next one in memory.

import { multiplyAddF32 } from "./lanes";

const ROWS: usize = 6;
const COLUMNS: usize = 8;

/**
 * Depth walked at once. Rounding grows with the length of a sum: partial sums of this length keep
 * packets that need the whole spectrum four times closer to float64 than one long sum, and a panel
 * of B (4 KiB) stays in the first-level cache.
 */
const DEPTH_BLOCK: usize = 128;

/**
 * C = A·B, or only the rows and columns of C that exist when they do not fill the last tile.
 * @param a panels of A: [⌈rows/6⌉][depth][6] float32
 * @param b panels of B: [⌈columns/8⌉][depth][8] float32
 * @param c C, row-major [rows][columns] float32; overwritten
 * @param tile 6 × 8 float32 of scratch
 */
export function product(
  a: usize,
  b: usize,
  c: usize,
  tile: usize,
  rows: usize,
  columns: usize,
  depth: usize,
): void {
  const stride = columns << 2;
  for (let j: usize = 0; j < columns; j += COLUMNS) {
    const tileColumns = min(COLUMNS, columns - j);
    for (let start: usize = 0; start < depth; start += DEPTH_BLOCK) {
      const length = min(DEPTH_BLOCK, depth - start);
      const first = start === 0;
      const panelB = b + ((j * depth + start * COLUMNS) << 2);
      for (let i: usize = 0; i < rows; i += ROWS) {
        const panelA = a + ((i * depth + start * ROWS) << 2);
        const target = c + i * stride + (j << 2);
        const tileRows = min(ROWS, rows - i);
        if (tileRows === ROWS && tileColumns === COLUMNS) {
          multiplyTile(panelA, panelB, length, target, stride, first);
        } else {
          if (!first) copyTile(target, stride, tile, COLUMNS << 2, tileRows, tileColumns);
          multiplyTile(panelA, panelB, length, tile, COLUMNS << 2, first);
          copyTile(tile, COLUMNS << 2, target, stride, tileRows, tileColumns);
        }
      }
    }
  }
}

function copyTile(
  from: usize,
  fromStride: usize,
  to: usize,
  toStride: usize,
  rows: usize,
  columns: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    memory.copy(to + i * toStride, from + i * fromStride, columns << 2);
  }
}

/** One 6 × 8 tile of C: set to A·B, or added to when it is not the first block of the depth. */
function multiplyTile(
  a: usize,
  b: usize,
  depth: usize,
  c: usize,
  stride: usize,
  first: bool,
): void {
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0),
    c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0),
    c51 = f32x4.splat(0);
  const end = a + depth * (ROWS << 2);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAddF32(x, b0, c00);
    c01 = multiplyAddF32(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAddF32(x, b0, c10);
    c11 = multiplyAddF32(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAddF32(x, b0, c20);
    c21 = multiplyAddF32(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAddF32(x, b0, c30);
    c31 = multiplyAddF32(x, b1, c31);
    x = v128.load32_splat(a, 16);
    c40 = multiplyAddF32(x, b0, c40);
    c41 = multiplyAddF32(x, b1, c41);
    x = v128.load32_splat(a, 20);
    c50 = multiplyAddF32(x, b0, c50);
    c51 = multiplyAddF32(x, b1, c51);
    a += 24;
    b += 32;
  }
  storeRow(c, c00, c01, first);
  storeRow(c + stride, c10, c11, first);
  storeRow(c + 2 * stride, c20, c21, first);
  storeRow(c + 3 * stride, c30, c31, first);
  storeRow(c + 4 * stride, c40, c41, first);
  storeRow(c + 5 * stride, c50, c51, first);
}

function storeRow(c: usize, left: v128, right: v128, first: bool): void {
  if (!first) {
    left = f32x4.add(left, v128.load(c));
    right = f32x4.add(right, v128.load(c, 16));
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/**
 * Packs rows of B into the panels that `product` reads; columns past the last are zero.
 * @param rows the addresses of the rows, uint32 [depth]; each float32 [columns]
 * @param panels [⌈columns/8⌉][depth][8] float32
 */
export function packColumns(rows: usize, panels: usize, columns: usize, depth: usize): void {
  for (let j: usize = 0; j < columns; j += COLUMNS) {
    const width = min(COLUMNS, columns - j) << 2;
    for (let k: usize = 0; k < depth; k++) {
      const from = <usize>load<u32>(rows + (k << 2)) + (j << 2);
      if (width === COLUMNS << 2) {
        v128.store(panels, v128.load(from));
        v128.store(panels, v128.load(from, 16), 16);
      } else {
        memory.fill(panels, 0, COLUMNS << 2);
        memory.copy(panels, from, width);
      }
      panels += COLUMNS << 2;
    }
  }
}
