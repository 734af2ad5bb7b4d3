/** What models are measured against: a model, or a spectrum that somebody measured. */

import { memo, useId, useMemo, useRef, useState } from "react";
import { formatCircuit, parametersOf } from "#src/impedance/circuit.ts";
import {
  type ReadSpectrum,
  readSpectrum,
  SpectrumError,
  turned,
} from "#src/impedance/spectrum-text.ts";
import { bytes } from "../app/bytes.ts";
import { writeQuantity } from "./engineering.ts";
import type { Reference } from "./model.ts";
import { packMeasured } from "./packed.ts";
import "./reference-panel.css";

/** What became of the last file or text that was read. */
export type Reading =
  | { readonly spectrum: ReadSpectrum }
  | { readonly error: string; readonly name: string };

/** Largest file that is read: far more than a thousand rows take. */
const largest = 2e6;

/** Reads a file of a measured spectrum. */
export async function readFile(file: File): Promise<Reading> {
  if (file.size > largest) {
    const error = `It has ${bytes(file.size)}, and ${bytes(largest)} are read: a spectrum has less.`;
    return { name: file.name, error };
  }
  return readText(await file.text(), file.name);
}

function readText(text: string, name: string): Reading {
  try {
    return { spectrum: readSpectrum(text, name) };
  } catch (error) {
    if (!(error instanceof SpectrumError)) throw error;
    return { name, error: error.message };
  }
}

interface ReferencePanelProps {
  readonly reference: Reference;
  /** Whether it is what the circuit is measured against unless somebody says otherwise. */
  readonly isDefault: boolean;
  readonly reading: Reading | undefined;
  readonly onReading: (reading: Reading) => void;
  readonly onPresent: () => void;
  readonly onDefault: () => void;
}

/** The reference, and ways to another one. */
export const ReferencePanel = memo(function ReferencePanel(props: ReferencePanelProps) {
  const { reference, isDefault, reading, onReading, onPresent, onDefault } = props;
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState("");
  const notes = useMemo(() => notesOn(reference, reading), [reference, reading]);
  return (
    <section className="reference" aria-labelledby={id}>
      <h2 id={id}>Reference</h2>
      <p data-testid="reference">{describe(reference)}</p>
      {notes.map((note) => (
        <p key={note} className="caution">
          {note}
        </p>
      ))}
      {reading !== undefined && "error" in reading && (
        <p className="error" role="alert">
          {reading.name} was not taken. {reading.error}
        </p>
      )}
      <div className="buttons">
        <button type="button" onClick={onPresent}>
          Take the model
        </button>
        <button type="button" onClick={() => chooser.current!.click()}>
          Open a CSV…
        </button>
        {reference.kind === "measured" && (
          <button
            type="button"
            onClick={() => onReading({ spectrum: turned({ ...reference, notes: [] }) })}
          >
            Turn Im’s sign
          </button>
        )}
        {!isDefault && (
          <button type="button" onClick={onDefault}>
            Default
          </button>
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="A measured spectrum"
        accept=".csv,.txt,.tsv,.dat,.dta,.mpt,.z,text/csv,text/plain"
        onChange={async ({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file !== undefined) onReading(await readFile(file));
        }}
      />
      <details>
        <summary>Paste numbers</summary>
        <textarea
          aria-label="Frequency, Re Z and Im Z, a row a frequency"
          rows={4}
          spellCheck={false}
          placeholder={"f (Hz), Re (Ω), Im (Ω)\n0.1, 5000, −20\n1, 4900, −190"}
          value={pasted}
          onChange={({ currentTarget }) => setPasted(currentTarget.value)}
        />
        <button
          type="button"
          disabled={pasted.trim() === ""}
          onClick={() => onReading(readText(pasted, "Pasted"))}
        >
          Take these
        </button>
      </details>
    </section>
  );
});

/** What is worth saying of a measured reference, and of how it was read. */
function notesOn(reference: Reference, reading: Reading | undefined): readonly string[] {
  if (reference.kind === "model") return [];
  const isRead =
    reading !== undefined &&
    "spectrum" in reading &&
    reading.spectrum.frequencies === reference.frequencies;
  const isInLink = packMeasured(reference).measured !== undefined;
  return [
    ...(isRead ? reading.spectrum.notes : []),
    ...(isInLink ? [] : ["It is too long for the address: a link to this page leaves it out."]),
  ];
}

function describe(reference: Reference): string {
  if (reference.kind === "measured") {
    const { name, frequencies } = reference;
    const ends = [frequencies[0]!, frequencies.at(-1)!].map((f) => writeQuantity(f, "Hz"));
    return `${name}: ${frequencies.length} frequencies from ${ends.join(" to ")}`;
  }
  const { circuit, values } = reference;
  const parts = parametersOf(circuit).map(
    ({ name, unit }, i) => `${name} ${writeQuantity(values[i]!, unit)}`,
  );
  return `${formatCircuit(circuit)} at ${parts.join(", ")}`;
}
