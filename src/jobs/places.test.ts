/** Places of a process: one at a time is woken, and whoever finds something wakes the next. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlaces } from "./places.ts";

/** Places a, b, c … of a kind, and which of them looked since this was last asked. */
function someOf(kind: string, count: number, places = createPlaces()) {
  const looks: string[] = [];
  const add = (name: string) => places.add(kind, () => looks.push(name));
  return {
    places,
    each: Array.from({ length: count }, (_, index) => add("abc"[index]!)),
    looked: () => looks.splice(0).join(""),
  };
}

test("one place is woken at a time, each in its turn", () => {
  const { places, looked } = someOf("one", 3);
  places.wake("one");
  assert.equal(looked(), "a");
  for (let times = 0; times < 4; times++) places.wake("one");
  assert.equal(looked(), "bcab");
  places.wake("other");
  assert.equal(looked(), "");
});

test("whoever finds something wakes another, and looks again when it is done", async () => {
  const { places, each, looked } = someOf("one", 3);
  const [a, b, c] = each;
  const works = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const inB = b!.work(() => works[0]!.promise);
  assert.equal(looked(), "a");
  const inA = a!.work(() => works[1]!.promise);
  assert.equal(looked(), "c");
  const inC = c!.work(() => works[2]!.promise);
  places.wake("one");
  assert.equal(looked(), "", "all are at work");

  works[1]!.resolve();
  await inA;
  assert.equal(looked(), "a");
  works[0]!.reject(new Error("It failed."));
  await assert.rejects(inB, /It failed/);
  assert.equal(looked(), "b");
  places.wake("one");
  places.wake("one");
  assert.equal(looked(), "ab");
  works[2]!.resolve();
  await inC;
});

test("of several kinds, one place of each is woken", () => {
  const places = createPlaces();
  const [one, other] = [someOf("one", 2, places), someOf("other", 2, places)];
  places.wakeEach();
  assert.deepEqual([one.looked(), other.looked()], ["a", "a"]);
  places.wake("other");
  assert.deepEqual([one.looked(), other.looked()], ["", "b"]);
});
