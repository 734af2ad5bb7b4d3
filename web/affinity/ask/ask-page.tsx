/** Asking for a prediction: a protein, a ligand, and the ligand's picture. */
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { type FieldError, type Job, ProblemError } from "#src/client/index.ts";
import { useDrop } from "../../app/drop.ts";
import { DropOver } from "../../app/drop-over.tsx";
import { useAsker, useSettings } from "../../app/queries.ts";
import type { AffinitySearch } from "../address.ts";
import { handOver } from "../handover.ts";
import { Head } from "../head.tsx";
import { useCheckedLigand } from "./checked-ligand.ts";
import type { Draft } from "./draft.ts";
import { useEnginesThere } from "./engines-there.ts";
import { ExampleChips } from "./examples.tsx";
import { Go } from "./go.tsx";
import { keepDraft, keptDraft } from "./kept-draft.ts";
import { LigandField } from "./ligand-field.tsx";
import { LigandPicture } from "./ligand-picture.tsx";
import { Options } from "./options.tsx";
import { ProteinField } from "./protein-field.tsx";
import { RecentPredictions } from "./recent.tsx";
import { requestOf } from "./request.ts";
import { useSubmitting } from "./submitting.ts";
import { changeOf, fieldAt } from "./taken-file.ts";
import "./form.css";
import "./ask.css";

interface AskPageProps {
  readonly onShow: (search: AffinitySearch) => void;
}

/** The form, the picture, and what was asked before. */
export function AskPage({ onShow }: AskPageProps) {
  const [draft, setDraft] = useState(keptDraft);
  const change = useCallback(
    (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    [],
  );
  useEffect(() => keepDraft(draft), [draft]);
  const setLigand = useCallback((ligand: string) => change({ ligand }), [change]);
  const { protein, ligand, engine } = draft;
  const checked = useCheckedLigand(ligand);
  const { engines, hasBoltz, notes, msaServer } = useEnginesThere();
  const { known } = useAsker();
  const { data: settings } = useSettings();
  const [isAsked, setAsked] = useState(false);
  const submitting = useSubmitting(({ id }: Job) => onShow({ job: id }));
  const made = requestOf(draft, checked.structure);
  const isReady = "request" in made && checked.answer?.valid !== false;
  const form = useRef<HTMLFormElement>(null);
  const isWithout = engine === "boltz" && hasBoltz === false;
  const [submitted, setSubmitted] = useState<Draft>();
  const submit = (engine: Draft["engine"]) => {
    setAsked(true);
    if (submitting.isPending) return;
    const made = requestOf({ ...draft, engine }, checked.structure);
    if (!isReady || !("request" in made)) {
      requestAnimationFrame(() => focusFault(form.current));
      return;
    }
    setSubmitted(draft);
    submitting.mutate(made.request);
  };
  // What was refused of another draft says nothing of this one.
  const error = submitted === draft ? submitting.error : null;
  const refused = error instanceof ProblemError ? error.errors : [];
  const errors = isAsked && "errors" in made ? made.errors : refused;
  const refusal = refused.length > 0 ? inWords(refused) : error?.message;
  const [trouble, setTrouble] = useState("");
  const isDropping = useDrop(
    useCallback(
      (file, target) => {
        setTrouble("");
        changeOf(file, fieldAt(target)).then(change, ({ message }: Error) => setTrouble(message));
      },
      [change],
    ),
  );
  const mayAsk = known && !isWithout;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    // React hands on what happens in a dialog, too.
    if (!form.current?.contains(event.target as Node)) return;
    event.preventDefault();
    if (mayAsk) submit(engine);
  };
  return (
    <main className="affinity">
      <Head at="one" />
      <form
        ref={form}
        className="ask-form"
        aria-label="Prediction"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayAsk) submit(engine);
        }}
      >
        <div className="given-protein">
          <ProteinField
            value={protein}
            onChange={(protein) => change({ protein })}
            isAsked={isAsked}
          />
          <ExampleChips
            of="proteins"
            value={protein}
            isOtherEmpty={ligand.trim() === ""}
            onChoose={change}
          />
        </div>
        <div className="given-ligand">
          <LigandField
            value={ligand}
            onChange={setLigand}
            checked={checked}
            isAsked={isAsked}
            onScreen={() => {
              handOver({ protein, ligands: ligand });
              onShow({ view: "screens" });
            }}
          />
          <ExampleChips
            of="ligands"
            value={ligand}
            isOtherEmpty={protein.trim() === ""}
            onChoose={change}
          />
        </div>
        <LigandPicture
          ligand={checked.good}
          isOld={checked.good !== undefined && checked.answer?.valid !== true}
        />
        <div className="rest">
          <Options
            draft={draft}
            onChange={change}
            errors={errors}
            engines={engines}
            msaServer={msaServer}
          />
          <Go
            engine={engine}
            asker={known ? "somebody" : settings === undefined ? "unknown" : "nobody"}
            isWithoutBoltz={isWithout}
            isAsking={submitting.isPending}
            notes={notes}
            onDemonstration={() => submit("demonstration")}
          />
          <p className="error" role="alert">
            {trouble || refusal}
          </p>
        </div>
      </form>
      <RecentPredictions />
      <DropOver isDropping={isDropping}>
        Drop a sequence (FASTA), a ligand (.smi, .mol, .sdf) or an alignment (.a3m)
      </DropOver>
    </main>
  );
}

/** As in `ligand.smiles must be SMILES. seed must be left out.` */
function inWords(errors: readonly FieldError[]): string {
  return errors.map(({ path, message }) => `${path} ${message}`.replace(/\.?$/, ".")).join(" ");
}

/** Leads to the first field that is wrong. */
function focusFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
