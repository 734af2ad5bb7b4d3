/** Where the protein's alignment is from. A sequence leaves the server only where its asker agrees. */
import { useId } from "react";
import type { Draft, MsaChoice } from "./draft.ts";

interface MsaFieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** Where sequences are sent; undefined if the operator configured no such server. */
  readonly msaServer: string | undefined;
  readonly error: string | undefined;
}

/** The choice, and the alignment where one is given. */
export function MsaFields({ draft, onChange, msaServer, error }: MsaFieldsProps) {
  const id = useId();
  const choices: (readonly [MsaChoice, string])[] = [
    ["none", "None: from the sequence alone, which is less accurate"],
    ["given", "One that I give, as A3M"],
    ...(msaServer === undefined ? [] : [["server", `From ${msaServer}`] as const]),
  ];
  return (
    <fieldset>
      <legend>Alignment of the protein (MSA)</legend>
      {choices.map(([choice, says]) => (
        <label key={choice} className="choice">
          <input
            type="radio"
            name={`${id}-msa`}
            checked={draft.msa === choice}
            onChange={() => onChange({ msa: choice })}
          />
          {says}
        </label>
      ))}
      {draft.msa === "server" && (
        <p className="caution">
          {msaServer === undefined
            ? "This server has no MSA server: choose another way."
            : `With this you agree that the protein’s sequence is sent to ${msaServer}, which may be public.`}
        </p>
      )}
      {draft.msa === "given" && (
        <textarea
          rows={4}
          aria-label="Alignment in A3M"
          aria-invalid={error !== undefined}
          placeholder="A3M whose first row is the protein: paste it, or drop a .a3m file"
          spellCheck={false}
          value={draft.a3m}
          onChange={({ currentTarget: { value } }) => onChange({ a3m: value })}
        />
      )}
      {error !== undefined && <p className="error">{error}</p>}
    </fieldset>
  );
}
