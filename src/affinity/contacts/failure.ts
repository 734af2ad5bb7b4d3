/** Why contacts cannot be had, in words for whoever asked for the prediction. */
export class ContactError extends Error {
  override readonly name = "ContactError";
}
