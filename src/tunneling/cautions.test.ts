import assert from "node:assert/strict";
import { test } from "node:test";
import { cautions, outsideTheory } from "./cautions.ts";
import { type TunnelingRequest, toProblem, tunnelingRequest } from "./problem.ts";

const fieldsOf = (request: TunnelingRequest) =>
  cautions(toProblem(tunnelingRequest().parse(request))).map(({ path }) => path);

test("the default problem needs none", () => assert.deepEqual(fieldsOf({}), []));

const cases: [string, TunnelingRequest, string][] = [
  ["a momentum beyond the grid's limit", { momentum: 300 }, "momentum"],
  ["a packet whose tail is beyond it", { momentum: 40, sigma: 0.013 }, "N"],
  ["a grid that slows the packet", { N: 400 }, "N"],
  ["a packet that moves away", { momentum: -40 }, "momentum"],
  ["a packet of which half moves away", { momentum: 0 }, "momentum"],
  ["a packet on the barrier", { x0: -0.1 }, "x0"],
  ["a packet cut by a wall", { x0: -6.4 }, "sigma"],
  ["a barrier of few grid points", { barrier_end: 0.03 }, "barrier_end"],
];
for (const [what, request, path] of cases) {
  test(`${what} is said at ${path}`, () => assert.ok(fieldsOf(request).includes(path as never)));
}

test("there is no mean transmission of a packet that does not come whole from outside", () => {
  const pathOf = (request: TunnelingRequest) =>
    outsideTheory(toProblem(tunnelingRequest().parse(request)))?.path;
  assert.equal(pathOf({}), undefined);
  assert.equal(pathOf({ momentum: 0 }), undefined);
  assert.equal(pathOf({ sigma: 20 }), "x0");
  assert.equal(pathOf({ x0: 0.25, barrier_height: -3000, momentum: 0 }), "x0");
  assert.equal(pathOf({ x0: -6.49 }), "sigma");
});
