import assert from "node:assert/strict";
import { test } from "node:test";
import { databaseFailure } from "./failure.ts";

const failureOf = (code: string | undefined) =>
  databaseFailure(Object.assign(new Error("of the driver"), { code })).name;

test("an error is told by its code: refused, full, away", () => {
  // Codes of PostgreSQL's documentation, appendix A, and of Node's sockets.
  const named = {
    "23505": "DatabaseError",
    "42501": "DatabaseError",
    "57014": "DatabaseError",
    "53100": "DatabaseFullError",
    "53200": "DatabaseFullError",
    "53300": "DatabaseAwayError",
    "08006": "DatabaseAwayError",
    "57P01": "DatabaseAwayError",
    ECONNREFUSED: "DatabaseAwayError",
    ECONNRESET: "DatabaseAwayError",
  };
  for (const [code, name] of Object.entries(named)) assert.equal(failureOf(code), name, code);
  assert.equal(failureOf(undefined), "DatabaseAwayError");
});
