/**
 * What the datasets' routes are asked and answer: schemas that they, their documentation and the
 * client share. Names and shapes are those of the program that people come from; numbers that JSON has
 * not (NaN, infinities) are null.
 */
export * from "./answers/lists.ts";
export * from "./answers/rows.ts";
export * from "./answers/sync.ts";
export * from "./answers/tags.ts";
