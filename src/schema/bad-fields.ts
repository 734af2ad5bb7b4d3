/** Fields of a request that fit its schema, and still cannot be used. */

/** What is wrong with which field. */
export interface FieldFault {
  /** As in `ligand.smiles` or `indices.3`. */
  readonly path: string;
  readonly message: string;
}

/** A request that is refused for them. */
export class BadFieldsError extends Error {
  override readonly name = "BadFieldsError";
  readonly statusCode = 422;
  readonly errors: readonly FieldFault[];

  constructor(errors: readonly FieldFault[]) {
    super("The request was refused.");
    this.errors = errors;
  }
}
