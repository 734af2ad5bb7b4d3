/** What was found of one thing that Retort stands on. */
export interface Finding {
  readonly what: string;
  /** It works; it is not there, and something else is missing without it; it is there and fails. */
  readonly state: "works" | "lacks" | "fails";
  /** What it is, or what its lack means, or why it fails. */
  readonly says: string;
}
