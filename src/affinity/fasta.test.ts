import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fastaRecords } from "./fasta.ts";

test("records are what stands between headers", () => {
  assert.deepEqual(fastaRecords("AC\nDE"), [{ header: undefined, body: "AC\nDE", start: 0 }]);
  assert.deepEqual(fastaRecords("\uFEFF>one\r\nAC\r\n> two x\r\nDE"), [
    { header: "one", body: "\r\nAC\r\n", start: 5 },
    { header: "two x", body: "\r\nDE", start: 18 },
  ]);
  assert.deepEqual(
    fastaRecords("AC\n>one\n").map(({ header }) => header),
    [undefined, "one"],
  );
  assert.deepEqual(fastaRecords(" \n"), []);
});

test("a body is where its start says", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(">", "A", "c", "\n", "\r", " ") }), (text) => {
      for (const { body, start } of fastaRecords(text)) {
        assert.equal(text.slice(start, start + body.length), body);
      }
    }),
  );
});
