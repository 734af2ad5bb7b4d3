import assert from "node:assert/strict";
import { test } from "node:test";
import { toProblem, tunnelingRequest } from "#src/tunneling/problem.ts";
import { Encounter } from "./encounter.ts";

const follow = (request: object, inside: readonly number[]) => {
  const encounter = new Encounter(toProblem(tunnelingRequest().parse(request)), inside[0]!);
  return inside.map((part) => (encounter.isOver(part) ? "over" : "-")).join(" ");
};

test("it is over when the barrier has emptied, until a wall sends the packet back", () => {
  const inside = [0, 1e-9, 0.02, 0.3, 0.1, 0.02, 0.01, 0.04, 0.2, 0.01];
  assert.equal(follow({}, inside), "- - - - - over over over - -");
});

test("the rounding of an empty barrier is no encounter", () => {
  assert.equal(follow({}, [1e-12, 1e-15, 1e-9, 1e-13]), "- - - -");
});

test("there is none without a barrier, nor for a packet that starts on it", () => {
  assert.equal(follow({ barrier_height: 0 }, [0, 0.3, 0.01]), "- - -");
  assert.equal(follow({ x0: 0.2 }, [0.6, 0.3, 0.01]), "- - -");
});
