/** What a completed job found. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { copied } from "../app/copy.ts";
import { useJobResult } from "./queries.ts";

/** Text that is shown; a browser is slow with more, and nobody reads it there. */
const mostShown = 50_000;

interface ResultProps {
  readonly id: string;
}

/** The result as JSON, to read and to copy. */
export function Result({ id }: ResultProps) {
  const { data, error, isSuccess } = useJobResult(id);
  const [said, setSaid] = useState("");
  const text = isSuccess ? JSON.stringify(data, null, 2) : "";
  const shown = useRef<HTMLPreElement>(null);
  const copy = async () => {
    if (await copied(text, shown.current)) return setSaid("Copied");
    const isWhole = text.length <= mostShown;
    setSaid(
      `${isWhole ? "Selected" : "The beginning is selected"}: copy it from the browser’s menu`,
    );
  };
  return (
    <section className="job-result" aria-label="Result">
      <h2>
        Result
        <span role="status" className="dim">
          {said}
        </span>
        <Button size="compact-xs" variant="default" disabled={!isSuccess} onClick={copy}>
          Copy
        </Button>
      </h2>
      {error !== null && (
        <p className="error" role="alert">
          {error.message}
        </p>
      )}
      <pre ref={shown}>
        {text.slice(0, mostShown)}
        {text.length > mostShown && `\n… and ${text.length - mostShown} characters more`}
      </pre>
    </section>
  );
}
