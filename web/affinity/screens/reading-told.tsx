/** What a list of ligands is, as far as its text tells. */
import type { LigandListFormat } from "#src/affinity/ligand-list.ts";
import { Marked } from "../marked.tsx";
import type { Reading, ReadList } from "./reading.ts";

interface ReadingToldProps {
  readonly reading: Reading;
  readonly format: LigandListFormat;
}

/** How many ligands there are, which ones will be rejected, and why; or why it is no list. */
export function ReadingTold({ reading, format }: ReadingToldProps) {
  if ("error" in reading) {
    return (
      <p className="error">
        <Marked text={reading.error} what={/`([^`]+)`/} as="code" />
      </p>
    );
  }
  const { faults, faulty } = reading;
  return (
    <>
      <p>{countTold(reading)}</p>
      {faulty > 0 && (
        <>
          <p className="caution">
            {faulty === 1 ? "One of them" : `${faulty.toLocaleString()} of them`} will be rejected:
          </p>
          <ul>
            {faults.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                {format === "json" ? "No." : "Line"} {line}:{" "}
                <Marked text={message} what={/`([^`]+)`/} as="code" />
              </li>
            ))}
            {faulty > faults.length && <li>and {faulty - faults.length} more</li>}
          </ul>
        </>
      )}
    </>
  );
}

function countTold({ count, repeated, first }: ReadList): string {
  const ligands = count === 1 ? "1 ligand" : `${count.toLocaleString()} ligands`;
  const names = first.flatMap(({ name }) => (name === undefined ? [] : [name])).slice(0, 3);
  const more = count > names.length ? ", …" : ".";
  return [
    names.length > 0 ? `${ligands}: ${names.join(", ")}${more}` : `${ligands}.`,
    ...(repeated > 0 ? [repeatedTold(repeated)] : []),
    "Before anything is computed, RDKit reads them: what it cannot read is rejected, and a molecule that is written in two ways is predicted once.",
  ].join(" ");
}

function repeatedTold(repeated: number): string {
  const some = repeated === 1 ? "One has" : `${repeated.toLocaleString()} have`;
  return `${some} the same text as another before: predicted once.`;
}
