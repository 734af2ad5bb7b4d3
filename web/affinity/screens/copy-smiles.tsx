/** A ligand's SMILES, to copy. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { copied } from "../../app/copy.ts";

interface CopySmilesProps {
  readonly smiles: string;
}

/** The text, and a button that copies it. */
export function CopySmiles({ smiles }: CopySmilesProps) {
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () =>
    setSaid((await copied(smiles, shown.current)) ? "Copied" : "Selected: copy it");
  return (
    <p className="copy-smiles">
      <code ref={shown}>{smiles}</code>
      <Button size="compact-xs" variant="default" aria-label="Copy the SMILES" onClick={copy}>
        Copy
      </Button>
      <span className="dim" role="status">
        {said}
      </span>
    </p>
  );
}
