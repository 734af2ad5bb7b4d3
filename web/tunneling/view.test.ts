import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { groups } from "./fields.ts";
import { judge } from "./question.ts";
import { energyRange, layOut } from "./view.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Questions from the reasonable to the odd. */
const written = fc.record(
  {
    momentum: number(-500, 500),
    sigma: number(0.01, 5),
    x0: number(-6, 6),
    barrier_start: number(-6.5, 0),
    barrier_end: number(0.001, 6.5),
    barrier_height: number(-1e6, 1e6),
    mass: number(0.01, 100),
    hbar: number(0.01, 100),
    N: fc.integer({ min: 50, max: 4000 }),
  },
  { requiredKeys: [] },
);

test("every valid question has a picture: scales are finite and hold what they show", () => {
  fc.assert(
    fc.property(written, (fields) => {
      const { question } = judge(fields);
      fc.pre(question !== undefined);
      const { problem } = question;
      const view = layOut(1100, 460, problem, energyRange(problem));
      for (const position of [problem.barrierStart, problem.barrierEnd, problem.x0]) {
        const at = view.x.to(position);
        assert.ok(at >= view.left && at <= view.right, `x = ${position} at ${at}`);
      }
      for (const energy of [0, problem.barrierHeight]) {
        const at = view.energy.to(energy);
        assert.ok(at >= view.top && at <= view.middle + 1e-9, `E = ${energy} at ${at}`);
      }
    }),
  );
});

test("every slider's span is finite and ascends", () => {
  fc.assert(
    fc.property(written, (fields) => {
      const { question } = judge(fields);
      fc.pre(question !== undefined);
      for (const { name, span } of groups.flatMap((group) => group.fields)) {
        const { min, max, step } = span?.(question.problem) ?? { min: 0, max: 1, step: 0.1 };
        const good = Number.isFinite(min) && min < max && step > 0 && step < max - min;
        assert.ok(good, `${name}: ${min} … ${max} by ${step}`);
      }
    }),
  );
});
