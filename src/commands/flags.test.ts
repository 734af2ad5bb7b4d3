import assert from "node:assert/strict";
import { test } from "node:test";
import { Command } from "commander";
import * as z from "zod";
import { badFields, fieldOptions, flagOf, givenFields } from "./flags.ts";

const fields = {
  N: z.int().min(4).default(10).describe("How many"),
  t_max: z.number().positive().optional().describe("How long"),
  scheme: z.literal("lattice").default("lattice").describe("How"),
  is_exact: z.boolean().default(false).describe("Whether exactly"),
};
const request = z.strictObject(fields).refine(({ N, t_max }) => t_max === undefined || t_max < N, {
  path: ["t_max"],
  error: "must be less than N",
});

function given(...words: string[]) {
  const command = new Command();
  for (const option of fieldOptions(fields)) command.addOption(option);
  return givenFields(command.parse(words, { from: "user" }).opts(), fields);
}

test("a field's flag has its type, its description and its default", () => {
  const options = fieldOptions(fields).map(({ flags, description }) => [flags, description]);
  assert.deepEqual(options, [
    ["--N <integer>", "How many (default: 10)"],
    ["--t-max <number>", "How long"],
    ["--scheme <text>", "How (default: lattice)"],
    ["--is-exact", "Whether exactly"],
  ]);
});

test("only what is given is asked; the rest is the server's to fill in", () => {
  assert.deepEqual(given(), {});
  assert.deepEqual(given("--t-max", "-1e-3", "--N=7"), { N: 7, t_max: -0.001 });
  assert.deepEqual(given("--scheme", "12"), { scheme: "12" });
  assert.deepEqual(given("--is-exact"), { is_exact: true });
});

test("every bad flag is named, text that is no number among them", () => {
  const bad = badFields(given("--N", "many", "--t-max", "0", "--scheme", "x"), fields, request);
  assert.deepEqual(
    bad.map(({ flag }) => flag),
    ["--N", "--t-max", "--scheme"],
  );
  assert.equal(bad[0]!.message, '"many" is no number');
});

for (const text of ["", " ", "NaN", "Infinity", "1,5", "4 m"]) {
  test(`"${text}" is no number`, () => {
    assert.deepEqual(badFields(given("--t-max", text), fields, request), [
      { flag: "--t-max", message: `"${text}" is no number` },
    ]);
  });
}

test("a rule between fields names the flag that breaks it", () => {
  assert.deepEqual(badFields(given("--N", "5", "--t-max", "6"), fields, request), [
    { flag: "--t-max", message: "must be less than N" },
  ]);
  assert.deepEqual(badFields(given("--N", "5", "--t-max", "4"), fields, request), []);
});

test("a flag is its field's name with hyphens", () => {
  assert.deepEqual(["num_time_steps", "x0", "N"].map(flagOf), ["--num-time-steps", "--x0", "--N"]);
});
