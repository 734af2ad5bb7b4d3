/** The ligand, drawn large, and what RDKit computes of it in words. */
import type { GoodLigand } from "#src/client/index.ts";
import { fixed } from "../../plot/axis.ts";
import { Marked } from "../marked.tsx";
import { Molecule } from "../molecule.tsx";
import "./ligand-picture.css";

interface LigandPictureProps {
  /** Undefined where there is nothing to draw: its place is kept. */
  readonly ligand: GoodLigand | undefined;
  /** Whether it is no longer what is typed. */
  readonly isOld: boolean;
}

/** The drawing, its formula and its descriptors. */
export function LigandPicture({ ligand, isOld }: LigandPictureProps) {
  return (
    <section className="ligand-picture" aria-label="The ligand" data-old={isOld}>
      <div className="drawing">
        {ligand === undefined ? (
          <p className="dim">The ligand is drawn here.</p>
        ) : (
          <Molecule svg={ligand.svg} name={`Structure of ${ligand.canonical_smiles}`} />
        )}
      </div>
      <p className="formula">{ligand && <Formula text={ligand.formula} />}</p>
      <dl>{ligand && <Descriptors ligand={ligand} />}</dl>
      <p className="rules">{ligand && rulesOf(ligand)}</p>
    </section>
  );
}

function Descriptors({ ligand: { descriptors } }: { readonly ligand: GoodLigand }) {
  const { mw, clogp, tpsa, hbd, hba, rotatable_bonds, heavy_atoms, formal_charge } = descriptors;
  const all = [
    ["Weight", `${mw.toFixed(2)} g/mol`],
    ["log P", fixed(clogp, 2)],
    ["Polar surface", `${tpsa.toFixed(1)} Å²`],
    ["H donors, acceptors", `${hbd}, ${hba}`],
    ["Rotatable bonds", String(rotatable_bonds)],
    ["Heavy atoms", String(heavy_atoms)],
    ...(formal_charge === 0 ? [] : [["Charge", signed(String(formal_charge))]]),
  ];
  return all.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

function rulesOf({ descriptors: { rule_of_five_violations: broken } }: GoodLigand): string {
  if (broken.length === 0) return "Keeps Lipinski’s rule of five.";
  return `Breaks ${broken.length} of the rule of five: ${broken.join("; ")}.`;
}

/** As in C₉H₈O₄; a charge at the end is raised. */
function Formula({ text }: { readonly text: string }) {
  const [, atoms = text, charge = ""] = /^(.*?)([+-]\d*)?$/.exec(text) ?? [];
  return (
    <>
      <Marked text={atoms} what={/(\d+)/} as="sub" />
      {charge !== "" && <sup>{charge}</sup>}
    </>
  );
}

function signed(number: string): string {
  return number.replace("-", "−");
}
