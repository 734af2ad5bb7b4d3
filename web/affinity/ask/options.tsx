/** Options of a prediction, folded away: what each means, its range and its default are the schema's. */
import { useId, useState } from "react";
import type { Engine } from "#src/affinity/request.ts";
import type { FieldError } from "#src/client/index.ts";
import {
  type Draft,
  type FlagOption,
  flagOptions,
  type NumberOption,
  numberOptions,
} from "./draft.ts";
import { MsaFields } from "./msa-fields.tsx";
import { factsOf } from "./request.ts";
import "./options.css";

const names: Readonly<Record<NumberOption | FlagOption, string>> = {
  seed: "Seed",
  diffusion_samples: "Structures",
  sampling_steps: "Structure steps",
  recycling_steps: "Recycling steps",
  diffusion_samples_affinity: "Affinity samples",
  sampling_steps_affinity: "Affinity steps",
  confidence_threshold: "Least confidence",
  affinity_mw_correction: "Molecular weight correction",
  use_potentials: "Potentials",
};

const facts = Object.fromEntries(
  [...numberOptions, ...flagOptions].map((name) => [name, factsOf(name)]),
);

/** Engines, and what each is. */
const engineNames: Readonly<Record<Engine, string>> = {
  boltz: "Boltz-2, on this server",
  nim: "Boltz-2, as the server’s NVIDIA NIM",
  demonstration: "Demonstration: invented numbers, at once",
};

interface OptionsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** What is wrong, by the request's fields. */
  readonly errors: readonly FieldError[];
  /** Engines that can be chosen here. */
  readonly engines: readonly Engine[];
  /** Where sequences are sent for an alignment, once agreed to; undefined if nowhere. */
  readonly msaServer: string | undefined;
}

/** All options. One that is not at its default is counted, so that a folded one is not forgotten. */
export function Options({ draft, onChange, errors, engines, msaServer }: OptionsProps) {
  const id = useId();
  const { numbers, flags, engine } = draft;
  const [isOpen, setOpen] = useState(false);
  const changed = countChanged(draft);
  const hasError = errors.some(({ path }) => path in names || path === "msa" || path === "use_msa");
  return (
    <details
      className="ask-options"
      open={isOpen || hasError}
      // What opened for a fault stays open when it is mended.
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        Options{" "}
        <span className="dim">
          {changed === 0 ? "all at their defaults" : `${changed} changed`}
        </span>
      </summary>
      <fieldset>
        <legend>Engine</legend>
        {engines.map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name={`${id}-engine`}
              checked={engine === name}
              onChange={() => onChange({ engine: name })}
            />
            {engineNames[name]}
          </label>
        ))}
      </fieldset>
      <MsaFields
        draft={draft}
        onChange={onChange}
        msaServer={msaServer}
        error={errors.find(({ path }) => path === "msa" || path === "use_msa")?.message}
      />
      <fieldset className="numbers">
        <legend>Sampling</legend>
        {numberOptions.map((name) => {
          const error = errors.find(({ path }) => path === name)?.message;
          return (
            <label key={name}>
              <span className="name">{names[name]}</span>
              <input
                inputMode="decimal"
                autoComplete="off"
                aria-invalid={error !== undefined}
                placeholder={String(facts[name]!.usual ?? "none")}
                value={numbers[name] ?? ""}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ numbers: { ...numbers, [name]: value } })
                }
              />
              {error === undefined ? (
                <span className="dim">
                  {briefly(facts[name]!.meaning)}. {rangeOf(name)}
                </span>
              ) : (
                <span className="error">
                  {names[name]} {error}
                </span>
              )}
            </label>
          );
        })}
      </fieldset>
      <fieldset>
        <legend>Corrections</legend>
        {flagOptions.map((name) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={flags[name] ?? false}
              onChange={({ currentTarget: { checked } }) =>
                onChange({ flags: { ...flags, [name]: checked } })
              }
            />
            <span>
              {names[name]} <span className="dim">{facts[name]!.meaning}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** The first two sentences: the rest is for who reads the documentation. */
function briefly(meaning: string): string {
  return meaning.split(". ").slice(0, 2).join(". ");
}

function rangeOf(name: NumberOption): string {
  const { least, most, usual } = facts[name]!;
  const range = `${least} to ${most?.toLocaleString("en-GB")}`;
  return usual === undefined ? range : `${range}; ${usual} if left empty`;
}

function countChanged({ numbers, flags, engine, msa }: Draft): number {
  const texts = Object.values(numbers).filter((text) => text.trim() !== "");
  const set = Object.values(flags).filter(Boolean);
  return texts.length + set.length + Number(engine !== "boltz") + Number(msa !== "none");
}
