/** The expected errors between all pairs of tokens, as a map that is pointed at. */
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { usePalette } from "../../app/palette.ts";
import { ExportMenu } from "../../plot/export-menu.tsx";
import { errorColours, gradientOf, mostError, pictureOf } from "./heat.ts";
import { InventedMark } from "./invented-mark.tsx";
import { type Matrix, shrunk } from "./matrix.ts";
import { paePicture } from "./pae-picture.ts";
import { type Stamp, savedName, stamped } from "./stamp.ts";
import { type Marked, placeOf } from "./structure/place.ts";
import { type ChainSpan, chainSpans, type Token, tokenName } from "./tokens.ts";
import "./pae-panel.css";

interface PaePanelProps {
  readonly matrix: Matrix;
  /** What its rows stand for; others than it has rows are of another file, and not used. */
  readonly tokens: readonly Token[];
  /** Told which pair was chosen. */
  readonly onMark: (marked: Marked) => void;
  readonly stamp: Pick<Stamp, "caption" | "isInvented">;
}

/** A cell of the matrix. */
interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Most pixels of the map along a side: more are not told apart. */
const mostPixels = 1024;

/** The map, its scale, and the number under the pointer or the keys' cross. */
export function PaePanel({ matrix, tokens: all, onMark, stamp }: PaePanelProps) {
  const { size, values } = matrix;
  const tokens = all.length === size ? all : [];
  const spans = useMemo(() => chainSpans(tokens), [tokens]);
  const map = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme("dark");
  const { text, background } = usePalette();
  const colours = useMemo(() => errorColours(scheme), [scheme]);
  const [cell, setCell] = useState<Cell>();
  const [chosen, setChosen] = useState<Cell>();
  usePainting(canvas, matrix, colours);

  const cellAt = ({ clientX, clientY }: React.PointerEvent | React.MouseEvent): Cell => {
    const { left, top, width, height } = map.current!.getBoundingClientRect();
    const index = (part: number) => Math.min(size - 1, Math.max(0, Math.floor(part * size)));
    return { row: index((clientY - top) / height), column: index((clientX - left) / width) };
  };
  const choose = (at: Cell) => {
    setChosen(at);
    const pair = [...new Set([at.row, at.column])].map((i) => tokens[i]);
    onMark({ places: pair.filter((token) => token !== undefined).map(placeOf) });
  };
  const hearKey = (event: React.KeyboardEvent) => {
    const at = cell ?? { row: 0, column: 0 };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return choose(at);
    }
    const [down, right] = steps[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const by = event.shiftKey ? 10 : 1;
    const within = (index: number) => Math.min(size - 1, Math.max(0, index));
    setCell({ row: within(at.row + by * down), column: within(at.column + by * right) });
  };
  const nameOf = (index: number) => (tokens[index] ? tokenName(tokens[index]) : `No. ${index + 1}`);
  const said = (at: Cell) =>
    `${nameOf(at.column)} seen from ${nameOf(at.row)}: ${values[at.row * size + at.column]!.toFixed(1)} Å`;
  const part = (index: number) => `${((index + 0.5) / size) * 100}%`;
  const save = () => {
    const map = canvas.current!;
    const picture = paePicture({ map, size, spans, colours, text, background });
    return stamped(picture, { ...stamp, text, background });
  };
  return (
    <section className="pae part" aria-label="Expected errors">
      <div className="heading">
        <h2>
          Predicted aligned error <InventedMark isInvented={stamp.isInvented} />
        </h2>
        <ExportMenu
          name={savedName("Predicted aligned error", stamp)}
          files={[{ ending: "png", make: save }]}
        />
      </div>
      <ChainNames spans={spans} size={size} />
      <div
        className="map"
        ref={map}
        role="application"
        aria-roledescription="map"
        aria-label="Expected errors of pairs: arrow keys move a cross, with Shift by ten, Enter marks the pair in the structure"
        aria-describedby="pae-said"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application hears the keys it names.
        tabIndex={0}
        onPointerMove={(event) => setCell(cellAt(event))}
        onPointerLeave={() => setCell(undefined)}
        onClick={(event) => choose(cellAt(event))}
        onKeyDown={hearKey}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: the element around it has the focus. */}
        <canvas ref={canvas} aria-hidden="true" />
        {spans.slice(1).map(({ chain, start }) => (
          <Cross key={chain} kind="border" at={`${(start / size) * 100}%`} />
        ))}
        {chosen && <Cross kind="chosen" at={part(chosen.row)} across={part(chosen.column)} />}
        {cell && <Cross kind="cursor" at={part(cell.row)} across={part(cell.column)} />}
      </div>
      <div className="scale">
        <span>0</span>
        <i style={{ background: gradientOf(colours) }} />
        <span>{mostError} Å</span>
      </div>
      <p className="said" id="pae-said" role="status">
        {cell
          ? said(cell)
          : chosen
            ? `${said(chosen)}, marked`
            : "Point at a pair; click to mark it."}
      </p>
      <p className="dim note">
        How far off, in Å, the place of one residue or ligand atom (across) is expected to be once
        the complex lies on another (down). Small values between protein and ligand mean a pose the
        model is sure of.
      </p>
    </section>
  );
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The names of the chains above the map; those without room for a letter are left out. */
function ChainNames({
  spans,
  size,
}: {
  readonly spans: readonly ChainSpan[];
  readonly size: number;
}) {
  return (
    <p className="chains dim" aria-hidden="true">
      {spans.map(({ chain, start, end }) => (
        <span key={chain} style={{ width: `${((end - start) / size) * 100}%` }}>
          {chain}
        </span>
      ))}
    </p>
  );
}

interface CrossProps {
  readonly kind: "border" | "cursor" | "chosen";
  /** Place of the level line from the top, and of the upright one from the left where it is another. */
  readonly at: string;
  readonly across?: string;
}

function Cross({ kind, at, across = at }: CrossProps) {
  return (
    <>
      <i className={`level ${kind}`} style={{ top: at }} />
      <i className={`upright ${kind}`} style={{ left: across }} />
    </>
  );
}

/** Paints the matrix, shrunk to what can be seen. */
function usePainting(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  matrix: Matrix,
  colours: Uint8Array,
): void {
  const [small, setSmall] = useState<Matrix>();
  useEffect(() => {
    const stop = new AbortController();
    shrunk(matrix, mostPixels, stop.signal).then(
      (small) => !stop.signal.aborted && setSmall(small),
      () => {},
    );
    return () => stop.abort();
  }, [matrix]);
  useEffect(() => {
    if (small === undefined || canvas.current === null) return;
    canvas.current.width = small.size;
    canvas.current.height = small.size;
    canvas.current.getContext("2d")!.putImageData(pictureOf(small, colours), 0, 0);
    canvas.current.dataset.painted = String(small.size);
  }, [canvas, small, colours]);
}
