/** Text in which parts are set apart. */
import { createElement, Fragment } from "react";

interface MarkedProps {
  readonly text: string;
  /** What is set apart: the one group of an expression. */
  readonly what: RegExp;
  readonly as: "code" | "mark" | "sub";
}

/** The text, with every match in an element of its own. */
export function Marked({ text, what, as }: MarkedProps) {
  // Of a split by one group, every other part is what the group took.
  const parts = text
    .split(what)
    .map((part, i) => (i % 2 === 1 ? createElement(as, null, part) : part));
  return createElement(Fragment, null, ...parts);
}
