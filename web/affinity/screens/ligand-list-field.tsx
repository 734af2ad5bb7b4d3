/** The ligands of a screen: pasted, typed or from a file; how many there are is told at once. */
import { Button } from "@mantine/core";
import { useId, useRef } from "react";
import type { LigandListFormat } from "#src/affinity/ligand-list.ts";
import { ligandListFormats } from "#src/affinity/screen-request.ts";
import { bytes } from "../../app/bytes.ts";
import { exampleLigands } from "./example-list.ts";
import { type GivenList, mostTyped, noList, withText } from "./given-list.ts";
import { formatNames } from "./guess.ts";
import type { Reading } from "./reading.ts";
import { ReadingTold } from "./reading-told.tsx";
import "../ask/field.css";
import "./ligand-list-field.css";

interface LigandListFieldProps {
  readonly list: GivenList;
  readonly onChange: (list: GivenList) => void;
  readonly onFile: (file: File) => void;
  /** What is known of it by now. */
  readonly reading: Reading | undefined;
  /** Whether an empty list is told as a fault, as it is once somebody has asked. */
  readonly isAsked: boolean;
}

/** The field, its format, and what is said of it. */
export function LigandListField(props: LigandListFieldProps) {
  const { list, onChange, onFile, reading, isAsked } = props;
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const { text, format, fileName } = list;
  const isEmpty = text.trim() === "";
  const isWrong = isEmpty ? isAsked : reading !== undefined && "error" in reading;
  return (
    <section className="ask-field ligand-list" aria-labelledby={`${id}-name`}>
      <div className="heading">
        <h2 id={`${id}-name`}>Ligands</h2>
        <span className="dim">{fileName}</span>
        <span className="ways">
          <Button size="compact-xs" variant="default" onClick={() => chooser.current!.click()}>
            Open …
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title="20 small molecules, some of which inhibit carbonic anhydrases"
            onClick={() => onChange(withText(noList, exampleLigands))}
          >
            Example
          </Button>
          {!isEmpty && (
            <Button size="compact-xs" variant="default" onClick={() => onChange(noList)}>
              Clear
            </Button>
          )}
        </span>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="A list of ligands"
        accept=".csv,.tsv,.txt,.smi,.smiles,.ism,.sdf,.sd,.mol,.json"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      {text.length <= mostTyped ? (
        <textarea
          rows={10}
          aria-label="List of ligands"
          aria-invalid={isWrong}
          aria-describedby={`${id}-told`}
          placeholder={
            "SMILES, one a line, with a name after a blank; or CSV, SDF or JSON.\nType, paste, or drop a file."
          }
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => onChange(withText(list, currentTarget.value))}
        />
      ) : (
        <p className="long">
          {bytes(text.length)} of text, too long to be shown here. It begins:
          <code>{text.slice(0, 400)}…</code>
        </p>
      )}
      <label className="format">
        <span className="dim">{list.isChosen || isEmpty ? "Format" : "Format, guessed"}</span>
        <select
          value={format}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...list, format: value as LigandListFormat, isChosen: true })
          }
        >
          {ligandListFormats.map((format) => (
            <option key={format} value={format}>
              {formatNames[format]}
            </option>
          ))}
        </select>
      </label>
      <div id={`${id}-told`} className="told" role="status">
        {isEmpty && isAsked && <p className="error">Ligands are needed.</p>}
        {reading !== undefined && <ReadingTold reading={reading} format={format} />}
        {!isEmpty && reading === undefined && <p className="dim">Reading …</p>}
      </div>
    </section>
  );
}
