/** A circuit drawn, in the colour of the text around it. */
import { memo, useMemo } from "react";
import { type Circuit, formatCircuit } from "#src/impedance/circuit.ts";
import { type DrawnElement, diagramOf } from "#src/impedance/diagram.ts";
import type { Drawing, Stroke } from "#src/impedance/symbols.ts";

interface CircuitDiagramProps {
  readonly circuit: Circuit;
  /** CSS pixels to a unit of the drawing; it shrinks where there is no room for that. */
  readonly scale?: number;
}

/** The drawing, named by the circuit's text. */
export const CircuitDiagram = memo(function CircuitDiagram({
  circuit,
  scale = 1,
}: CircuitDiagramProps) {
  const { width, height, elements, wires, junctions, terminals } = useMemo(
    () => diagramOf(circuit),
    [circuit],
  );
  return (
    <svg
      className="diagram"
      role="img"
      aria-label={`Circuit ${formatCircuit(circuit)}`}
      viewBox={`0 0 ${width} ${height}`}
      width={scale * width}
      height={scale * height}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
    >
      <path d={wires.map(({ from, to }) => `M${from.x} ${from.y}L${to.x} ${to.y}`).join("")} />
      {junctions.map(({ x, y }) => (
        <circle key={`${x},${y}`} cx={x} cy={y} r={2.4} fill="currentColor" stroke="none" />
      ))}
      {terminals.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={3} />
      ))}
      {elements.map((element) => (
        <DrawnSymbol key={element.element.name} {...element} />
      ))}
    </svg>
  );
});

function DrawnSymbol({ element, body, drawing, label }: DrawnElement) {
  return (
    <g data-element={element.name}>
      <title>{element.name}</title>
      <g transform={`translate(${body.x} ${body.y})`}>
        <SymbolDrawing drawing={drawing} width={body.width} height={body.height} />
      </g>
      <text
        x={label.x + label.width / 2}
        y={label.y + label.height - 5}
        fontSize={12}
        textAnchor="middle"
        fill="currentColor"
        stroke="none"
      >
        {label.text}
      </text>
    </g>
  );
}

interface SymbolDrawingProps {
  readonly drawing: Drawing;
  readonly width: number;
  readonly height: number;
}

/** One symbol, within an SVG and in its body's own units. */
export function SymbolDrawing({ drawing, width, height }: SymbolDrawingProps) {
  return (
    <>
      <path d={drawing.strokes.map(pathOf).join("")} />
      {drawing.inscription !== undefined && (
        <text
          x={width / 2}
          y={height / 2 + 4}
          fontSize={11}
          textAnchor="middle"
          fill="currentColor"
          stroke="none"
        >
          {drawing.inscription}
        </text>
      )}
    </>
  );
}

function pathOf({ from, steps }: Stroke): string {
  const lines = steps.map(({ to, radius }) =>
    radius === undefined ? `L${to.x} ${to.y}` : `A${radius} ${radius} 0 0 1 ${to.x} ${to.y}`,
  );
  return `M${from.x} ${from.y}${lines.join("")}`;
}
