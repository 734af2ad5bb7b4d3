import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLimit } from "./limits.ts";

test("limits have a name and a unit", () => {
  const said = (setting: string, value: number) =>
    Object.values(describeLimit(setting, value)).join(": ");
  assert.equal(said("LIMIT_BODY_BYTES", 1024 ** 2), "Largest request: 1 MiB");
  assert.equal(said("LIMIT_REQUESTS", 300), "Requests of one client: 300 a minute");
  assert.equal(said("LIMIT_SOME_BYTES", 1536), "LIMIT_SOME_BYTES: 1.5 KiB");
  assert.equal(said("LIMIT_CATS", 9), "LIMIT_CATS: 9");
});
