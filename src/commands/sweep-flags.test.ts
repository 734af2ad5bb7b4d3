import assert from "node:assert/strict";
import { test } from "node:test";
import { Command } from "commander";
import { sweepRequest } from "#src/impedance/request.ts";
import { askedSweep, sweepOptions } from "./sweep-flags.ts";

function asked(...words: string[]) {
  const command = new Command();
  for (const option of sweepOptions()) command.addOption(option);
  return askedSweep(command.parse(words, { from: "user" }).opts(), sweepRequest());
}

const circuit = ["--circuit=R0-p(R1,C1)", "--axis", "R1=10:1e4:4"];

test("axes, fixed values and a point are read, and nothing else is stated", async () => {
  const axes = ["--axis", "C1=1e-6:4e-6::linear", "--fix=R0=50", "--reference=R1=7, C1=2e-6"];
  const { given, bad } = await asked(...circuit, ...axes, "--reference", "R0=1");
  assert.deepEqual(bad, []);
  assert.deepEqual(given, {
    circuit: "R0-p(R1,C1)",
    axes: [
      { parameter: "R1", from: 10, to: 10_000, count: 4 },
      { parameter: "C1", from: 1e-6, to: 4e-6, scale: "linear" },
    ],
    fixed: { R0: 50 },
    reference: { parameters: { R1: 7, C1: 2e-6, R0: 1 } },
  });
});

for (const [what, words, says] of [
  ["an axis without ends", ["--axis=R1"], /^--axis: "R1" is no axis, which is as R1=10:1e4:20 /],
  ["an axis of text", ["--axis=R1=a:b"], /^--axis: "R1=a:b" is no axis/],
  ["an axis of one value", ["--axis=R1=1:9:1"], /^--axis: R1=1:9:1: count must be .* from 2 /],
  ["another scale", ["--axis=R1=1:9:3:odd"], /^--axis: R1=1:9:3:odd: scale must be logarithmic/],
  ["a value that is none", ["--fix=R0=x"], /^--fix: "R0=x" is no parameter with its value/],
  [
    "an unknown parameter",
    [...circuit, "--fix=R7=1"],
    /^--fix: There is no parameter R7; .*R0, R1/,
  ],
  ["a broken circuit", ["--circuit=p(R1,C1"], /^--circuit: At 7: .*expected a `\)`/],
  ["a circuit without axes", ["--circuit=R0-C1"], /^--axis: are needed/],
  ["a point outside bounds", [...circuit, "--reference=R1=-1"], /^--reference: R1 is -1/],
  [
    "two references",
    ["--reference=Ra=1", "--reference-csv=x"],
    /^--reference-csv: there is a --ref/,
  ],
  ["no such file", ["--reference-csv=/no/file"], /^--reference-csv: \/no\/file: no such file/],
] as const) {
  test(`${what} is said of its flag`, async () => {
    const { request, bad } = await asked(...words);
    const [first, ...others] = bad.map(({ flag, message }) => `${flag}: ${message}`);
    assert.deepEqual([request, others], [undefined, []]);
    assert.match(first!, says);
  });
}
