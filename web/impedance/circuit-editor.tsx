/** The circuit as text and as a drawing, and circuits to begin with. */
import { memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Circuit, type CircuitError, formatCircuit } from "#src/impedance/circuit.ts";
import { readCircuit } from "#src/impedance/circuit-text.ts";
import { usePalette } from "../app/palette.ts";
import { type ExportedFile, ExportMenu } from "../plot/export-menu.tsx";
import { pngFile, svgFile } from "../plot/svg-file.ts";
import { CircuitDiagram } from "./diagram.tsx";
import { ElementHelp } from "./element-help.tsx";
import type { NamedValues } from "./model.ts";
import { type Preset, presets } from "./presets.ts";
import "./circuit-editor.css";

interface CircuitEditorProps {
  readonly circuit: Circuit;
  /** Told of every circuit that is written, with the values the text gives. */
  readonly onChange: (circuit: Circuit, values: NamedValues) => void;
  readonly onPreset: (preset: Preset) => void;
}

/** Text, drawing, presets, and what the elements are. */
export const CircuitEditor = memo(function CircuitEditor(props: CircuitEditorProps) {
  const { circuit, onChange, onPreset } = props;
  const id = useId();
  const drawing = useRef<HTMLDivElement>(null);
  const { background } = usePalette();
  const files = useMemo<ExportedFile[]>(() => {
    const svg = () => drawing.current!.querySelector<SVGSVGElement>(".diagram")!;
    return [
      { ending: "png", make: () => pngFile(svg(), background) },
      { ending: "svg", make: () => svgFile(svg(), background) },
    ];
  }, [background]);
  const written = formatCircuit(circuit);
  // As typed, until the circuit becomes another one by other means.
  const [typed, setTyped] = useState<{ text: string; is: string }>();
  const text = typed?.text ?? written;
  const read = typed && readCircuit(typed.text);
  const error = read && "error" in read ? read.error : undefined;
  useEffect(() => {
    setTyped((before) => (before === undefined || before.is === written ? before : undefined));
  }, [written]);
  const type = (text: string) => {
    const next = readCircuit(text);
    if ("error" in next) {
      setTyped({ text, is: written });
    } else {
      setTyped({ text, is: formatCircuit(next.circuit) });
      onChange(next.circuit, next.values);
    }
  };
  return (
    <section className="circuit" aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>Circuit</h2>
      <input
        className="code"
        aria-label="Circuit"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-told`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === "Escape" && setTyped(undefined)}
      />
      <div id={`${id}-told`} className="told" role="status">
        {error && <Fault text={text} error={error} />}
        {read && "converted" in read && read.converted !== undefined && (
          <p>
            Read as a circuit description code: <code>{read.converted}</code>
          </p>
        )}
      </div>
      <div className="drawing" ref={drawing}>
        <CircuitDiagram circuit={circuit} />
        <ExportMenu name="Circuit" files={files} />
      </div>
      <div className="presets-of-circuits">
        {presets.map((preset) => (
          <button
            key={preset.name}
            type="button"
            title={preset.shows}
            aria-pressed={preset.circuit === written}
            onClick={() => onPreset(preset)}
          >
            {preset.name}
          </button>
        ))}
      </div>
      <ElementHelp />
    </section>
  );
});

/** What is wrong with a text, and the character it is at. */
function Fault({ text, error: { message, position } }: { text: string; error: CircuitError }) {
  const from = Math.max(0, position - 16);
  return (
    <>
      <p className="excerpt" aria-hidden>
        <code>
          {from > 0 && "…"}
          {text.slice(from, position)}
          <mark>{text[position] ?? "\u00a0"}</mark>
          {text.slice(position + 1, position + 12)}
        </code>
      </p>
      <p className="error">{message}</p>
    </>
  );
}
