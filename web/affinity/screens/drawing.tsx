/** A ligand of a screen as the server draws it, asked for once it has been in sight for a moment. */
import { useEffect, useState } from "react";
import { Molecule } from "../molecule.tsx";
import { useLigand } from "../queries.ts";

interface DrawingProps {
  readonly smiles: string;
  /** What it is called. */
  readonly name: string;
}

/** How long a ligand is in sight before it is asked for, ms: those scrolled past are not. */
const rest = 150;

/** The drawing; its place is kept until it comes. */
export function Drawing({ smiles, name }: DrawingProps) {
  const rested = useRested(smiles);
  const { data, isPlaceholderData } = useLigand(rested);
  const isIt = rested === smiles && !isPlaceholderData && data?.valid === true;
  return <Molecule svg={isIt ? data.svg : undefined} name={`${name}, drawn`} />;
}

/** A text that has stayed the same for a moment; an empty one until then. */
function useRested(text: string): string {
  const [rested, setRested] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), rest);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
