/** The complex in three dimensions, and ways to look at it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PredictionResult } from "#src/affinity/result.ts";
import { usePalette } from "../../../app/palette.ts";
import { ExportMenu } from "../../../plot/export-menu.tsx";
import { bandOf } from "../bands.ts";
import { inventedLabel, savedName, stamped } from "../stamp.ts";
import type { Look } from "./drawing.ts";
import { Legend } from "./legend.tsx";
import type { Marked } from "./place.ts";
import type { Pointed } from "./pointed.ts";
import { SceneControls } from "./scene-controls.tsx";
import { useSceneInput } from "./scene-input.ts";
import { graphics, useScene } from "./use-scene.ts";
import "./structure-panel.css";

interface StructurePanelProps {
  readonly result: PredictionResult;
  /** mmCIF of the structure that is shown; undefined while it is fetched. */
  readonly cif: string | undefined;
  /** Why it cannot be fetched. */
  readonly trouble: string | undefined;
  /** Id of the ligand's chain. */
  readonly ligand: string | undefined;
  readonly marked: Marked;
  /** False where the structure that is shown is known to have none. */
  readonly hasContacts: boolean;
}

/** Whether the display is touched rather than pointed at. */
const isTouched = matchMedia("(pointer: coarse)").matches;

/** The picture with its legend and its buttons. */
export function StructurePanel(props: StructurePanelProps) {
  const { result, cif, trouble, ligand, marked, hasContacts } = props;
  const figure = useRef<HTMLElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const palette = usePalette();
  const [pointed, setPointed] = useState<Pointed>();
  const state = useScene(canvas, setPointed);
  const scene = state.state === "ready" ? state.scene : undefined;
  const [chains, setChains] = useState<Look["chains"]>("cartoon");
  // Contacts take a browser without a graphics card seconds.
  const [contacts, setContacts] = useState(() => graphics() === "fast");
  const [shown, setShown] = useState<string>();
  const [failure, setFailure] = useState("");
  const look = useMemo(
    () => ({ chains, contacts, ink: numberOf(palette.text) }),
    [chains, contacts, palette],
  );
  const latest = useRef(look);
  latest.current = look;

  useEffect(() => scene?.ground(numberOf(palette.background)), [scene, palette]);
  useEffect(() => {
    if (scene === undefined || cif === undefined) return;
    setFailure("");
    scene.show({ cif, ligand }, latest.current).then(
      () => setShown(cif),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [scene, cif, ligand]);
  const isShown = shown !== undefined && shown === cif;
  const drawn = useRef(look);
  useEffect(() => {
    if (!isShown || drawn.current === look) return;
    drawn.current = look;
    void scene?.draw(look);
  }, [scene, isShown, look]);
  useEffect(() => {
    if (!isShown) return;
    scene?.mark(marked.places);
    if (marked.lookAt !== undefined) scene?.lookAt(marked.lookAt);
  }, [scene, isShown, marked]);
  const toLigand = useCallback(
    () => scene?.lookAt(ligand === undefined ? "all" : { chain: ligand }),
    [scene, ligand],
  );
  useSceneInput(stage, isShown ? scene : undefined, toLigand);

  const isInvented = result.simulated === true;
  const save = useCallback(async () => {
    const caption = `${result.engine}, prediction ${result.job_id}: coloured by pLDDT`;
    const { text, background } = palette;
    return stamped(await scene!.picture(), { caption, isInvented, text, background });
  }, [scene, result, isInvented, palette]);
  const problem = trouble ?? (state.state === "failed" ? state.reason : failure);
  return (
    <figure className="structure" ref={figure} aria-label="Structure">
      <div
        className="stage"
        ref={stage}
        role="application"
        aria-roledescription="picture of the complex"
        aria-label="The complex: arrow keys turn it, + and − go nearer and farther, 0 shows all, L the ligand"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application hears the keys it names.
        tabIndex={0}
        data-shown={isShown}
      >
        <div className="canvas" ref={canvas} aria-hidden="true" />
        {isInvented && (
          <p className="invented" aria-hidden="true">
            {inventedLabel}
          </p>
        )}
        {problem ? (
          <p className="instead-of-picture" role="alert">
            {problem}
          </p>
        ) : (
          !isShown && <p className="instead-of-picture dim">The structure is being drawn…</p>
        )}
      </div>
      <SceneControls
        scene={isShown ? scene : undefined}
        figure={figure}
        ligand={ligand}
        look={look}
        hasContacts={hasContacts}
        onChains={setChains}
        onContacts={setContacts}
        save={
          <ExportMenu
            name={savedName("Structure", { isInvented })}
            files={isShown ? [{ ending: "png", make: save }] : []}
          />
        }
      />
      <figcaption>
        <Legend />
        <p className="dim pointed">
          {pointed === undefined
            ? isTouched
              ? "One finger turns it, two go nearer; tap an atom to look at it."
              : "Drag to turn, Ctrl and wheel to go nearer, click an atom to look at it."
            : `${pointed.name}: pLDDT ${pointed.plddt.toFixed(0)}, ${isInvented ? "invented" : bandOf(pointed.plddt).name}`}
        </p>
      </figcaption>
    </figure>
  );
}

/** A colour of CSS, `#rrggbb`, as Mol* has it. */
function numberOf(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
