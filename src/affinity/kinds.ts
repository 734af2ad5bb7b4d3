/** The kinds of jobs of this instrument, by name; what asks a server knows them, too. */

/** One complex. */
export const predictionKind = "predict";

/** One protein with many ligands. */
export const screenKind = "screen";
