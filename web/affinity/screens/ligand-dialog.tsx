/** One ligand of a screen: what it is, what is predicted of it, and why if nothing is. */
import { Modal } from "@mantine/core";
import { bindingInWords, deltaGNote } from "#src/affinity/units.ts";
import type { Screen, ScreenLigand } from "#src/client/index.ts";
import { fixed, percent } from "../../plot/axis.ts";
import { Said } from "../said.tsx";
import { affinityText, nameOf, smilesOf } from "./columns.ts";
import { CopySmiles } from "./copy-smiles.tsx";
import { Drawing } from "./drawing.tsx";
import { LigandStructure } from "./ligand-structure.tsx";
import { isReadable } from "./saying.ts";
import "./ligand-dialog.css";

interface LigandDialogProps {
  readonly screen: Screen;
  /** Undefined for none: nothing is shown. */
  readonly row: ScreenLigand | undefined;
  readonly onOpen: (place: number) => void;
  readonly onClose: () => void;
}

/** The dialog. */
export function LigandDialog({ screen, row, onOpen, onClose }: LigandDialogProps) {
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={row && nameOf(row)}
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
      transitionProps={{ duration: 0 }}
    >
      {row !== undefined && <Ligand screen={screen} row={row} onOpen={onOpen} />}
    </Modal>
  );
}

interface LigandProps {
  readonly screen: Screen;
  readonly row: ScreenLigand;
  readonly onOpen: (place: number) => void;
}

function Ligand({ screen, row, onOpen }: LigandProps) {
  const { state, same_as: first, reasons, error, descriptors } = row;
  const smiles = smilesOf(row);
  return (
    <div className="screened-ligand">
      {screen.simulated && row.pic50 !== undefined && (
        <p className="demonstration">
          <b>DEMONSTRATION</b> These numbers are invented.
        </p>
      )}
      {isReadable(row) && (
        <div className="drawn">
          <Drawing smiles={smiles} name={nameOf(row)} />
        </div>
      )}
      <div className="facts">
        <p>
          <span className="row-state" data-row={state}>
            {state}
          </span>{" "}
          <span className="dim">no. {row.place} of the list</span>
        </p>
        {first !== undefined && (
          <p>
            The same molecule as{" "}
            <button type="button" className="plain" onClick={() => onOpen(first)}>
              no. {first}
            </button>
            , which is predicted once for both.
          </p>
        )}
        {error !== undefined && (
          <p className="error">
            <Said text={error.message} />
            {error.retriable && " It is tried again when the screen goes on."}
          </p>
        )}
        {reasons.map(({ message }) => (
          <p key={message} className={state === "rejected" ? "error" : "caution"}>
            <Said text={message} />
          </p>
        ))}
        <Figures row={row} />
        {descriptors !== undefined && <Descriptors descriptors={descriptors} />}
        {smiles !== "" && <CopySmiles smiles={smiles} />}
      </div>
      <LigandStructure screen={screen} row={row} />
    </div>
  );
}

function Figures({ row }: { readonly row: ScreenLigand }) {
  const { rank, pic50, affinity_probability_binary: probability, spread, delta_g: deltaG } = row;
  if (pic50 === undefined || probability === undefined) return null;
  return (
    <dl>
      <Fact name="Rank" value={String(rank)} />
      <Fact name="IC50" value={affinityText(row)!} />
      <Fact name="pIC50" value={pic50.toFixed(2)} />
      {deltaG !== undefined && (
        <Fact name="ΔG, about" value={`${fixed(deltaG, 2)} kcal/mol`} title={deltaGNote} />
      )}
      <Fact name="Probability" value={`${percent(probability)}, ${bindingInWords(probability)}`} />
      {spread !== undefined && (
        <Fact name="Spread of the two models" value={`${spread.toFixed(2)} decades`} />
      )}
    </dl>
  );
}

interface DescriptorsProps {
  readonly descriptors: NonNullable<ScreenLigand["descriptors"]>;
}

function Descriptors({ descriptors }: DescriptorsProps) {
  const { mw, clogp, tpsa, hbd, hba, rotatable_bonds: bonds, heavy_atoms: atoms } = descriptors;
  const violations = descriptors.rule_of_five_violations;
  return (
    <>
      <dl>
        <Fact name="Weight" value={`${mw.toFixed(2)} g/mol`} />
        <Fact name="log P" value={fixed(clogp, 2)} />
        <Fact name="Polar surface" value={`${tpsa.toFixed(1)} Å²`} />
        <Fact name="Donors, acceptors" value={`${hbd}, ${hba}`} />
        <Fact name="Rotatable bonds" value={String(bonds)} />
        <Fact name="Heavy atoms" value={String(atoms)} />
      </dl>
      {violations.length > 0 && (
        <p className="dim">Breaks the rule of five: {violations.join("; ")}.</p>
      )}
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
}

function Fact({ name, value, title }: FactProps) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
