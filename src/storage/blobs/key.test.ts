import assert from "node:assert/strict";
import { test } from "node:test";
import { BlobKeyError, blobKey, checkPrefix } from "./key.ts";

test("a key is folders in small letters, and a file with an extension", () => {
  const longest = `${"a".repeat(99)}/`.repeat(5) + "b.bin".padStart(12, "b");
  const right = ["a.npz", "datasets/0b6f-11/data.npz", "a_b/c-d.tar.gz", "0/1.x", longest];
  right.push("npz/user_generated/grid_5_freq_0.1_100000.npz", "-A.b..npz");
  for (const text of right) assert.equal(blobKey(text), text);
});

test("what no file system or bucket should be asked for is no key", () => {
  const wrong = ["", "a", "a/b", "/a.npz", "a//b.npz", "../a.npz", "a/../b.npz", "a/./b.npz"];
  wrong.push("A/a.npz", "a.b/c.npz", "a b.npz", "a\\b.npz", "é.npz", ".npz", "..npz", "a.", "a.N");
  wrong.push("a.npz/", "a.npz\n", "a\0.npz", "c:a.npz", "-a/b.npz");
  wrong.push(`${"a".repeat(197)}.npz`, `${"a/".repeat(255)}aa.npz`);
  for (const text of wrong) assert.throws(() => blobKey(text), BlobKeyError, JSON.stringify(text));
});

test("a prefix is the beginning of a key", () => {
  for (const text of ["", "a", "A", "a/", "a/b", "a/b.n", "a.npz"]) checkPrefix(text);
  for (const text of ["/", "a//", "../", "a/../b", "A/", "a.b/c"]) {
    assert.throws(() => checkPrefix(text), BlobKeyError, text);
  }
});
