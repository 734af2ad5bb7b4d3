import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { circuitOf } from "#test/support/circuits.ts";
import { elementsOf } from "./circuit.ts";
import { type Box, type Diagram, diagramOf, type Wire } from "./diagram.ts";
import { elementSymbols } from "./elements.ts";
import { parseCircuit } from "./parse.ts";
import { body, drawingOf, type Point } from "./symbols.ts";

const everyDiagram = (holds: (diagram: Diagram, elements: number) => void) =>
  fc.assert(
    fc.property(circuitOf(), (circuit) => holds(diagramOf(circuit), elementsOf(circuit).length)),
  );

const key = ({ x, y }: Point) => `${x},${y}`;

test("each element is drawn once, by its name and symbol", () => {
  const { elements } = diagramOf(parseCircuit("R0-p(R1,C1)-p(R2-Wo1,CPE1)"));
  assert.deepEqual(
    elements.map(({ label }) => label.text),
    ["R0", "R1", "C1", "R2", "Wo1", "CPE1"],
  );
  assert.equal(elements[4]!.drawing.inscription, "Wo");
  everyDiagram((diagram, count) => assert.equal(diagram.elements.length, count));
});

test("series go from left to right, branches downwards", () => {
  const { elements } = diagramOf(parseCircuit("R0-p(R1,C1)"));
  const [r0, r1, c1] = elements.map((element) => element.body) as [Box, Box, Box];
  assert.ok(r0.x < r1.x);
  assert.equal(r1.x, c1.x);
  assert.ok(r1.y < c1.y);
});

test("no body or label overlaps another", () => {
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  everyDiagram(({ elements }) => {
    const boxes = elements.flatMap((element) => [element.body, element.label]);
    for (const [i, box] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) assert.ok(apart(box, other));
    }
  });
});

test("wires are level or upright, meet at their ends only, and cross no body", () => {
  const spans = ({ from, to }: Wire): Box => ({
    x: from.x,
    y: from.y,
    width: to.x - from.x,
    height: to.y - from.y,
  });
  const crosses = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  everyDiagram(({ elements, wires }) => {
    for (const wire of wires) {
      const { width, height } = spans(wire);
      assert.ok((width > 0 && height === 0) || (width === 0 && height > 0));
      for (const element of elements) {
        const within = { ...spans(wire), width: width + 1e-9, height: height + 1e-9 };
        const inner = {
          x: element.body.x + 1e-6,
          y: element.body.y,
          width: body.width - 2e-6,
          height: body.height,
        };
        assert.ok(!crosses(within, inner));
      }
    }
    for (const [i, wire] of wires.entries()) {
      for (const other of wires.slice(i + 1)) assert.ok(!touchInside(wire, other));
    }
  });
});

/** Whether two wires share a point that is not an end of both. */
function touchInside(a: Wire, b: Wire): boolean {
  const x = [Math.max(a.from.x, b.from.x), Math.min(a.to.x, b.to.x)] as const;
  const y = [Math.max(a.from.y, b.from.y), Math.min(a.to.y, b.to.y)] as const;
  if (x[0] > x[1] || y[0] > y[1]) return false;
  if (x[0] < x[1] || y[0] < y[1]) return true;
  const meeting = { x: x[0], y: y[0] };
  const isEnd = (wire: Wire) => [wire.from, wire.to].some((end) => key(end) === key(meeting));
  return !(isEnd(a) && isEnd(b));
}

test("from one terminal to the other, everything is connected and no wire ends in the air", () => {
  everyDiagram(({ elements, wires, terminals, junctions }) => {
    const links = [
      ...wires.map(({ from, to }) => [from, to] as const),
      ...elements.map(({ body: { x, y, width, height } }) => {
        return [
          { x, y: y + height / 2 },
          { x: x + width, y: y + height / 2 },
        ] as const;
      }),
    ];
    const neighbours = new Map<string, string[]>();
    for (const [a, b] of links) {
      for (const [from, to] of [
        [key(a), key(b)],
        [key(b), key(a)],
      ] as const) {
        neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
      }
    }
    const ends = new Set(terminals.map(key));
    for (const [place, others] of neighbours) {
      assert.equal(others.length === 1, ends.has(place), place);
      assert.equal(
        others.length >= 3,
        junctions.some((point) => key(point) === place),
        place,
      );
    }
    const reached = new Set([key(terminals[0])]);
    for (const place of reached) for (const next of neighbours.get(place)!) reached.add(next);
    assert.equal(reached.size, neighbours.size);
  });
});

test("all is within the drawing, whose size the elements bound", () => {
  everyDiagram(({ elements, wires, width, height }, count) => {
    const within = ({ x, y }: Point) => x >= 0 && y >= 0 && x <= width && y <= height;
    for (const { body: b, label } of elements) {
      for (const { x, y, width: w, height: h } of [b, label]) {
        assert.ok(within({ x, y }) && within({ x: x + w, y: y + h }));
      }
    }
    assert.ok(wires.every(({ from, to }) => within(from) && within(to)));
    assert.ok(height <= 16 + count * 44);
    assert.ok(width <= 40 + count * 172);
  });
});

test("a long name is cut, and a short one is not", () => {
  const { elements } = diagramOf(parseCircuit("Rsolution-Rabcdefghijklmnop"));
  assert.deepEqual(
    elements.map(({ label }) => label.text),
    ["Rsolution", "Rabcdefghij…"],
  );
});

test("every symbol stays within its body and meets the wires at mid-height", () => {
  for (const symbol of elementSymbols) {
    const { strokes } = drawingOf(symbol);
    const points = strokes.flatMap(({ from, steps }) => [from, ...steps.map(({ to }) => to)]);
    assert.ok(points.every(({ x, y }) => x >= 0 && x <= body.width && y >= 0 && y <= body.height));
    for (const x of [0, body.width]) {
      const onEdge = points.filter((point) => point.x === x).map(({ y }) => y);
      assert.ok(Math.min(...onEdge) <= body.height / 2 && Math.max(...onEdge) >= body.height / 2);
    }
  }
});
