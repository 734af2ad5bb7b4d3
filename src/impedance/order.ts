/** The order of a sweep's points, best first. */

/** Bits that one pass sorts by, and how many values they have. */
const DIGIT = 11;
const VALUES = 2 ** DIGIT;

/** From here on, measures of one key are sorted by all their bits, and not compared. */
const MANY = 32;

/**
 * Octaves below the greatest measure that keys tell apart; measures that are less have one key. The
 * fewer octaves there are, the finer are the keys.
 */
const OCTAVES = 64;

/** The keys of ∞ and of what is no number, above those of all numbers. */
const INFINITE = 2 ** 32 - 2;
const NO_NUMBER = 2 ** 32 - 1;

/** Numbers of measures, each with what it is sorted by. */
interface Keyed {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly numbers: Uint32Array<ArrayBuffer>;
}

/**
 * Numbers of the measures ascending; equal ones in the order of their numbers, ∞ and then NaN last.
 *
 * Numbers that are not negative are in the order of their bits. A radix sort brings them into the
 * order of the 32 bits that tell the most apart; the few that agree in these are then compared. Takes
 * 12 bytes a measure besides the result.
 *
 * @param measures none is negative
 */
export function ranked(measures: Float64Array): Uint32Array<ArrayBuffer> {
  const inGridOrder = new Uint32Array(measures.length);
  for (let i = 0; i < inGridOrder.length; i++) inGridOrder[i] = i;
  const { keys, numbers } = sorted({ keys: keysOf(measures), numbers: inGridOrder });
  for (let start = 0, end = 1; start < keys.length && keys[start]! < INFINITE; start = end++) {
    while (keys[end] === keys[start]) end++;
    if (end - start === 1) continue;
    if (end - start < MANY) insert(numbers, start, end, measures);
    else sortByAllBits(numbers.subarray(start, end), measures);
  }
  return numbers;
}

const float = new Float64Array(1);
const [LOWER, UPPER] = [0, 1];
const halves = new Uint32Array(float.buffer);

function half(value: number, which: number): number {
  float[0] = value;
  return halves[which]!;
}

/** Of the bits below the highest in which the numbers differ, as many as there is room for. */
function keysOf(measures: Float64Array): Uint32Array<ArrayBuffer> {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (let i = 0; i < measures.length; i++) {
    const measure = measures[i]!;
    if (!Number.isFinite(measure)) continue;
    least = Math.min(least, measure);
    greatest = Math.max(greatest, measure);
  }
  const last = half(greatest, UPPER);
  const first = Math.max(half(Math.min(least, greatest), UPPER), last - OCTAVES * 2 ** 20);
  const shift = Math.clz32(last - first + 1);
  const keys = new Uint32Array(measures.length);
  for (let i = 0; i < keys.length; i++) {
    const measure = measures[i]!;
    if (Number.isFinite(measure)) {
      const upper = half(measure, UPPER) - first;
      keys[i] = upper < 0 ? 0 : (upper << shift) | (halves[LOWER]! >>> (32 - shift));
    } else {
      keys[i] = Number.isNaN(measure) ? NO_NUMBER : INFINITE;
    }
  }
  return keys;
}

/** Sorts by the keys; equal ones stay in their order. The given arrays are written over. */
function sorted(given: Keyed): Keyed {
  const { length } = given.keys;
  let from = given;
  let to = { keys: new Uint32Array(length), numbers: new Uint32Array(length) };
  for (let shift = 0; shift < 32; shift += DIGIT) {
    distribute(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

/** One pass, by the digit that begins at bit `shift`. */
function distribute({ keys, numbers }: Keyed, to: Keyed, shift: number): void {
  const { length } = keys;
  const places = new Uint32Array(VALUES);
  for (let i = 0; i < length; i++) places[(keys[i]! >>> shift) & (VALUES - 1)]!++;
  let before = 0;
  for (let value = 0; value < VALUES; value++) {
    const count = places[value]!;
    places[value] = before;
    before += count;
  }
  for (let i = 0; i < length; i++) {
    const key = keys[i]!;
    const place = places[(key >>> shift) & (VALUES - 1)]!++;
    to.keys[place] = key;
    to.numbers[place] = numbers[i]!;
  }
}

/** Sorts some numbers by the lower halves of their measures, then by the upper ones. */
function sortByAllBits(numbers: Uint32Array<ArrayBuffer>, measures: Float64Array): void {
  for (const which of [LOWER, UPPER]) {
    const keys = Uint32Array.from(numbers, (number) => half(measures[number]!, which!));
    numbers.set(sorted({ keys, numbers: numbers.slice() }).numbers);
  }
}

/** Sorts numbers [start, end) by comparing; equal ones stay in their order. */
function insert(numbers: Uint32Array, start: number, end: number, measures: Float64Array): void {
  for (let i = start + 1; i < end; i++) {
    const number = numbers[i]!;
    const measure = measures[number]!;
    let at = i;
    for (; at > start && measures[numbers[at - 1]!]! > measure; at--) {
      numbers[at] = numbers[at - 1]!;
    }
    numbers[at] = number;
  }
}
