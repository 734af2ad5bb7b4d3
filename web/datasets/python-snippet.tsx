/** The lines that open a dataset in Python, to copy. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { copied } from "../app/copy.ts";
import { downloadAddress, useNeedsToken } from "./download.tsx";
import type { MatterProps } from "./matter.ts";
import { pythonSnippet } from "./snippet.ts";

/** The lines, and what is in the dataset then. */
export function PythonSnippet({ dataset }: MatterProps) {
  const { filename, n_parameters: sets, n_frequencies: frequencies, param_names } = dataset;
  const needsToken = useNeedsToken(dataset);
  const shown = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState("");
  const url = new URL(downloadAddress(filename), window.location.href).href;
  const text = pythonSnippet(url, filename, needsToken);
  const copy = async () =>
    setSaid((await copied(text, shown.current)) ? "Copied" : "Selected: copy it from the menu");
  return (
    <div className="matter">
      <pre ref={shown}>{text}</pre>
      <div className="choices">
        <Button onClick={copy} data-autofocus>
          Copy
        </Button>
        <span className="dim" role="status">
          {said}
        </span>
      </div>
      <p className="dim">
        Then <code>data["parameters"]</code> has {sets.toLocaleString()} rows of{" "}
        {param_names.join(", ")}, the best first; <code>data["resnorms"]</code> their distances;{" "}
        <code>data["spectrum"]</code> their spectra at the {frequencies} frequencies of{" "}
        <code>data["frequencies"]</code>; <code>str(data["metadata_json"])</code> the rest.
        {needsToken && " token is yours: this dataset is private."}
      </p>
    </div>
  );
}
