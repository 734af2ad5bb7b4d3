/** What stands in for a page that could not be shown. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTitle } from "./title.ts";
import "./missing.css";

interface BrokenProps {
  readonly error: unknown;
}

/** Says what happened, and leads on: the header is around it as around every page. */
export function Broken({ error }: BrokenProps) {
  useTitle("A fault");
  return (
    <main className="missing" role="alert">
      <h1>This page met a fault and cannot be shown.</h1>
      <p>
        {sentenceOf(error)} What the server keeps is untouched: go to another page above, to{" "}
        <Link to="/jobs">your jobs</Link>, or try again.
      </p>
      {/* What could not be loaded is asked for anew only by loading the page anew. */}
      <Button variant="default" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </main>
  );
}

/** What the browser says of it. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message === ""
    ? "The browser does not say why."
    : `The browser says: ${message.replace(/\.?$/, ".")}`;
}
