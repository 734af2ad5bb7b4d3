/** Questions that are refused, as they are told so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withServer } from "#test/support/asked-server.ts";
import { readConfig } from "./config.ts";
import { startServer } from "./serve.ts";

const { ask } = withServer({ WORKERS: "1" });

const refusals: [string, unknown, string[]][] = [
  [
    "wrong types",
    { mass: "1", hbar: null, N: 10.5, scheme: "spectral" },
    ["mass", "hbar", "N", "scheme"],
  ],
  ["NaN and Infinity, which JSON has not", '{"mass": NaN, "dt": -Infinity}', ["mass", "dt"]],
  ["a number beyond float64", '{"momentum": 1e999}', ["momentum"]],
  ["a reversed box", { xmin: 3, xmax: -3 }, ["xmax"]],
  ["an empty box", { xmin: 1, xmax: 1, x0: 1 }, ["xmax"]],
  ["a packet outside the box", { x0: 7 }, ["x0"]],
  ["a packet on the wall", { x0: -6.5 }, ["x0"]],
  [
    "a barrier outside the box",
    { barrier_start: -8, barrier_end: 7 },
    ["barrier_start", "barrier_end"],
  ],
  ["a reversed barrier", { barrier_start: 1, barrier_end: 0 }, ["barrier_end"]],
  [
    "zero and negative widths",
    { sigma: 0, mass: -1, hbar: 0, dt: 0 },
    ["sigma", "mass", "hbar", "dt"],
  ],
  ["a packet that falls between the grid's points", { sigma: 1e-4 }, ["sigma"]],
  ["a grid beyond the limit", { N: 1e9 }, ["N"]],
  ["frames beyond the limit", { num_time_steps: 1e8, max_frames: 1e8 }, ["max_frames"]],
  ["bytes beyond the limit", { N: 10000, num_time_steps: 1e5, max_frames: 1e5 }, ["max_frames"]],
  ["no steps", { t_max: 1e-9 }, ["t_max"]],
  ["times at which no phase has digits left", { t_max: 1e30, dt: 1e28 }, ["t_max"]],
  ["a wall without measure", { barrier_height: -1e40 }, ["barrier_height", "t_max"]],
  [
    "a box too far away",
    { xmin: 1e15, xmax: 1e15 + 1, x0: 1e15 + 0.5, barrier_start: 1e15, barrier_end: 1e15 + 1 },
    ["xmax"],
  ],
  ["unknown fields", { Mass: 1, sigma_: 2 }, ["Mass", "sigma_"]],
  [
    "faults of all kinds at once",
    { mass: "x", x0: 9, barrier_end: -1, q: 1, N: 2 },
    ["mass", "x0", "barrier_end", "q", "N"],
  ],
  ["an array", [], [""]],
  ["a number", "3", [""]],
];

for (const [what, body, paths] of refusals) {
  test(`${what}: one problem document that names ${paths.join(", ") || "the body"}`, async () => {
    const response = await ask(body);
    assert.equal(response.status, 422);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const problem = await response.json();
    const named = new Set(problem.errors.map(({ path }: { path: string }) => path));
    assert.deepEqual([...named].sort(), [...paths].sort());
    assert.ok(problem.errors.every(({ message }: { message: string }) => message.length > 5));
    assert.equal(problem.status, 422);
    assert.equal(problem.request_id, response.headers.get("x-request-id"));
  });
}

for (const [what, status, body, headers] of [
  ["not JSON", 400, '{"N": }', {}],
  ["a prototype in the JSON", 400, '{"__proto__": {"N": 3}}', {}],
  ["another media type", 415, "N=3", { "content-type": "text/plain" }],
  ["a body too large", 413, `{"N": ${" ".repeat(70_000)}3}`, {}],
] as const) {
  test(`${what}: ${status}`, async () => {
    const response = await ask(body, headers);
    assert.equal(response.status, status);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const problem = await response.json();
    assert.equal(problem.status, status);
    assert.doesNotMatch(JSON.stringify(problem), /node_modules|\.ts|at \w+ \(/);
  });
}

test("a packet that occupies more eigenstates than the limit is refused before it is solved", async () => {
  const response = await ask({ N: 10_000, x0: -6.49 });
  assert.equal(response.status, 422);
  const { errors } = await response.json();
  assert.equal(errors[0].path, "N");
  assert.match(errors[0].message, /9999 eigenstates.*LIMIT_EIGENVECTOR_BYTES is 134217728/);
});

test("a limit below a default refuses the default", async () => {
  const small = await startServer(readConfig({ PORT: "0", WORKERS: "1", LIMIT_N: "500" }));
  try {
    const url = `${small.url}/api/quantum-tunneling`;
    const response = await fetch(url, { method: "POST" });
    assert.equal(response.status, 422);
    const { errors } = await response.json();
    assert.deepEqual(errors, [
      { path: "N", message: "must be at most 500, this server's LIMIT_N, but is 1000" },
    ]);
  } finally {
    await small.close();
  }
});
