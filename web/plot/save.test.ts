import assert from "node:assert/strict";
import { test } from "node:test";
import { fileStem } from "./save.ts";

test("a file is called as what it shows, without dashes at its ends", () => {
  assert.equal(fileStem("pLDDT (demonstration)"), "plddt-demonstration");
  assert.equal(fileStem("|Z| over f"), "z-over-f");
});
