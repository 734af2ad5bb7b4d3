import assert from "node:assert/strict";
import { test } from "node:test";
import { readClaims } from "./token.ts";

const tokenOf = (claims: unknown) =>
  ["{}", JSON.stringify(claims), "signature"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

test("a token says whose it is, in any script, and until when", () => {
  const token = tokenOf({
    sub: "s",
    email: "søren.李@lab.example",
    exp: 1_795_240_000,
    role: "~~~???>>>",
  });
  assert.match(token, /[-_]/, "the alphabet of base64url is in the test");
  assert.deepEqual(readClaims(token), {
    subject: "s",
    email: "søren.李@lab.example",
    expires: 1_795_240_000_000,
  });
  assert.deepEqual(readClaims(tokenOf({ sub: 3, exp: "soon" })), {});
});

for (const text of ["", "hello", "a.b", "a.b.c", "a.e30.c.d", `a.${btoa("null")}.c`]) {
  test(`"${text}" is no token`, () => assert.equal(readClaims(text), undefined));
}
