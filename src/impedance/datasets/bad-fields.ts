/** Fields of a request that fit the schema and not the dataset. */
import { BadFieldsError } from "#src/schema/bad-fields.ts";

/**
 * Refuses numbers of rows that a dataset has not.
 * @throws BadFieldsError naming each, up to ten, and the numbers that there are
 */
export function checkIndices(indices: readonly number[], rows: number): void {
  const faults = indices.flatMap((index, i) => {
    if (index >= 0 && index < rows) return [];
    const message = `must be a row's number from 0 to ${rows - 1}, but is ${index}`;
    return [{ path: `indices.${i}`, message }];
  });
  if (faults.length > 0) throw new BadFieldsError(faults.slice(0, 10));
}

/**
 * Refuses an answer that would be too long.
 * @param path the field that asks for so many numbers
 * @throws BadFieldsError
 */
export function checkNumbers(path: string, numbers: number, most: number): void {
  if (numbers <= most) return;
  const message = `asks for ${numbers} numbers; one answer has at most ${most}`;
  throw new BadFieldsError([{ path, message }]);
}
