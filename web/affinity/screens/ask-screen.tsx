/** Asking for a screen: a protein, a list of ligands, and the options of every prediction. */
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { ProblemError, type ScreenRequest } from "#src/client/index.ts";
import { useDrop } from "../../app/drop.ts";
import { DropOver } from "../../app/drop-over.tsx";
import { useAsker, useSettings } from "../../app/queries.ts";
import { SignInButton } from "../../app/sign-in.tsx";
import type { Draft } from "../ask/draft.ts";
import { useEnginesThere } from "../ask/engines-there.ts";
import { ExampleChips } from "../ask/examples.tsx";
import { keepDraft, keptDraft } from "../ask/kept-draft.ts";
import { NoBoltz } from "../ask/no-boltz.tsx";
import { Options } from "../ask/options.tsx";
import { ProteinField } from "../ask/protein-field.tsx";
import { requestOf } from "../ask/request.ts";
import { fieldAt, isAlignment, isProtein, textOf } from "../ask/taken-file.ts";
import { takeOver } from "../handover.ts";
import { type GivenList, keepList, keptList, listOf, noList, withText } from "./given-list.ts";
import { LigandListField } from "./ligand-list-field.tsx";
import { useSubmittingScreen } from "./queries.ts";
import { useReading } from "./use-reading.ts";
import "../ask/form.css";
import "./ask-screen.css";

interface AskScreenProps {
  /** Opens the screen that was submitted. */
  readonly onOpen: (id: string) => void;
}

/** What the form begins with: what was handed over, or what was left. */
function begun(): { readonly draft: Draft; readonly list: GivenList } {
  const handed = takeOver();
  const draft = keptDraft();
  if (handed === undefined) return { draft, list: keptList() };
  return { draft: { ...draft, protein: handed.protein }, list: withText(noList, handed.ligands) };
}

/** The form. A file that is dropped is a protein if it is FASTA, an alignment if A3M, else a list. */
export function AskScreen({ onOpen }: AskScreenProps) {
  const [{ draft, list }, setGiven] = useState(begun);
  const [name, setName] = useState("");
  const change = useCallback(
    (change: Partial<Draft>) =>
      setGiven((given) => ({ ...given, draft: { ...given.draft, ...change } })),
    [],
  );
  const setList = useCallback((list: GivenList) => setGiven((given) => ({ ...given, list })), []);
  useEffect(() => keepDraft(draft), [draft]);
  useEffect(() => keepList(list), [list]);
  const reading = useReading(list.text, list.format);
  const { engines, hasBoltz, msaServer } = useEnginesThere();
  const { known } = useAsker();
  const { data: settings } = useSettings();
  const [isAsked, setAsked] = useState(false);
  const submitting = useSubmittingScreen(onOpen);
  const form = useRef<HTMLFormElement>(null);
  const submit = (engine: Draft["engine"]) => {
    setAsked(true);
    if (submitting.isPending) return;
    const asked = screenOf({ ...draft, engine }, list, name);
    const isRead = reading !== undefined && !("error" in reading);
    if (asked !== undefined && isRead) submitting.mutate(asked);
    else {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
      );
    }
  };
  const made = requestOf(draft, "C");
  const refused = submitting.error instanceof ProblemError ? submitting.error.errors : [];
  const [trouble, setTrouble] = useState("");
  const takeFile = useCallback(
    (file: File, target: EventTarget | null = null) => {
      setTrouble("");
      changeOf(file, target).then(
        (taken) => ("text" in taken ? setList(taken) : change(taken)),
        ({ message }: Error) => setTrouble(message),
      );
    },
    [change, setList],
  );
  const isDropping = useDrop(takeFile);
  const isWithout = draft.engine === "boltz" && hasBoltz === false;
  return (
    <form
      ref={form}
      className="ask-screen"
      aria-label="Screen"
      noValidate
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (!isWithout && known) submit(draft.engine);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit(draft.engine);
      }}
    >
      <div className="given-protein">
        <ProteinField
          value={draft.protein}
          onChange={(protein) => change({ protein })}
          isAsked={isAsked}
        />
        <ExampleChips
          of="proteins"
          value={draft.protein}
          isOtherEmpty={false}
          onChoose={({ protein = draft.protein }) => change({ protein })}
        />
      </div>
      <LigandListField
        list={list}
        onChange={setList}
        onFile={takeFile}
        reading={reading}
        isAsked={isAsked}
      />
      <div className="rest">
        <label className="name">
          Name
          <input
            maxLength={255}
            placeholder="What to call the screen"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <Options
          draft={draft}
          onChange={change}
          errors={isAsked && "errors" in made ? made.errors : refused}
          engines={engines}
          msaServer={msaServer}
        />
        {!isWithout && known && (
          <div className="go">
            <Button
              type="submit"
              size="md"
              aria-disabled={submitting.isPending}
              data-disabled={submitting.isPending}
              aria-keyshortcuts="Control+Enter"
            >
              {draft.engine === "demonstration" ? "Invent a screen" : "Screen"}
            </Button>
            <span className="dim">
              {draft.engine === "demonstration"
                ? "Demonstration: its numbers mean nothing."
                : "Ctrl+Enter"}
            </span>
          </div>
        )}
        {isWithout && known && (
          <NoBoltz
            isAsking={submitting.isPending}
            onDemonstration={() => submit("demonstration")}
          />
        )}
        {!known && settings !== undefined && (
          <div className="go">
            <SignInButton />
            <span className="dim">Screens are kept for whoever asks: sign in first.</span>
          </div>
        )}
        <p className="error" role="alert">
          {trouble || submitting.error?.message}
        </p>
      </div>
      <DropOver isDropping={isDropping}>
        Drop a list of ligands, a protein (FASTA) or an alignment (.a3m)
      </DropOver>
    </form>
  );
}

/** The request of the form; none while something in it is wrong. */
function screenOf(draft: Draft, list: GivenList, name: string): ScreenRequest | undefined {
  const made = requestOf(draft, "C");
  if (!("request" in made)) return undefined;
  const { ligand: _, ...options } = made.request;
  const { text: ligands, format } = list;
  return { ...options, ligands, format, ...(name.trim() !== "" && { name: name.trim() }) };
}

const ofLists = /\.(csv|tsv|smi|smiles|ism|sdf|sd|mol|mdl|json)$/i;

/** Largest file of a protein, or of its alignment, bytes; a list's is its own. */
const mostBytes = 32_000_000;

/**
 * What a file changes of the form.
 * @throws Error with a sentence where it cannot be taken
 */
async function changeOf(
  file: File,
  target: EventTarget | null,
): Promise<GivenList | Partial<Draft>> {
  if (isAlignment(file)) return { msa: "given", a3m: await textOf(file, mostBytes) };
  const isOverProtein = fieldAt(target) === "protein" && !ofLists.test(file.name);
  if (isOverProtein || (await isProtein(file))) return { protein: await textOf(file, mostBytes) };
  return listOf(file);
}
