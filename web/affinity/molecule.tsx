/** A molecule as RDKit drew it. */
import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { recoloured } from "./recolour.ts";
import "./molecule.css";

interface MoleculeProps {
  /** The server’s drawing; undefined where there is none yet: its place is kept. */
  readonly svg: string | undefined;
  /** What it shows, for those who do not see it; empty where the text beside it says so. */
  readonly name: string;
}

/** The drawing, in the colours of the scheme; as large as the box it is in. An image runs no script. */
export function Molecule({ svg, name }: MoleculeProps) {
  const scheme = useComputedColorScheme("dark");
  const source = useMemo(() => {
    if (svg === undefined) return undefined;
    return `data:image/svg+xml,${encodeURIComponent(recoloured(svg, scheme))}`;
  }, [svg, scheme]);
  return <div className="molecule">{source && <img src={source} alt={name} />}</div>;
}
