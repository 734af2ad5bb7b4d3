/** A server's sentence on the page. */
import { Marked } from "./marked.tsx";

interface SaidProps {
  readonly text: string;
}

/** The sentence, with what stands in backticks set as code. */
export function Said({ text }: SaidProps) {
  return <Marked text={text} what={/`([^`]+)`/} as="code" />;
}
