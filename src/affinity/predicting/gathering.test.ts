import assert from "node:assert/strict";
import { test } from "node:test";
import { createGathering, type Member } from "./gathering.ts";

type Company = readonly Member<string, string>[];

/** A gathering whose companies end when the test says so. */
function gathering(most = 10) {
  const companies: {
    names: string[];
    members: Company;
    signal: AbortSignal;
    end: (refused?: Readonly<Record<string, unknown>>) => void;
  }[] = [];
  const discarded: string[] = [];
  const { ask } = createGathering<string, string>({
    ready: Promise.resolve(),
    most,
    key: (asked) => asked[0]!,
    run(members, signal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const names = members.map(({ asked }) => asked);
      const end = (refused: Readonly<Record<string, unknown>> = {}) => {
        for (const { asked, settle } of members) {
          settle(
            asked in refused
              ? { status: "rejected", reason: refused[asked] }
              : { status: "fulfilled", value: `${asked}!` },
          );
        }
        resolve();
      };
      companies.push({ names, members, signal, end });
      return promise;
    },
    discard: (answer) => void discarded.push(answer),
  });
  const asking = (name: string) => {
    const control = new AbortController();
    const told: [number, string, number | undefined][] = [];
    const answer = ask(name, {
      signal: control.signal,
      report: (share, message, left) => told.push([share, message, left]),
    });
    answer.catch(() => {});
    return { answer, control, told };
  };
  const company = async (index: number) => {
    while (companies.length <= index) await new Promise((resolve) => setTimeout(resolve, 5));
    return companies[index]!;
  };
  return { asking, company, companies, discarded };
}

test("equals that wait share a company, up to its size; the eldest goes first", async () => {
  const { asking, company } = gathering(2);
  const all = ["a1", "b1", "a2", "a3", "b2"].map(asking);
  const seen: string[][] = [];
  for (let index = 0; index < 3; index++) {
    const { names, end } = await company(index);
    seen.push(names);
    end();
  }
  assert.deepEqual(seen, [["a1", "a2"], ["b1", "b2"], ["a3"]]);
  assert.deepEqual(await Promise.all(all.map(({ answer }) => answer)), [
    "a1!",
    "b1!",
    "a2!",
    "a3!",
    "b2!",
  ]);
});

test("those who come one after the other share a company, too", async () => {
  const { asking, company } = gathering();
  asking("a1");
  for (const name of ["a2", "a3"]) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    asking(name);
  }
  const { names, end } = await company(0);
  end();
  assert.deepEqual(names, ["a1", "a2", "a3"]);
});

test("each hears its own answer or error, and how far the company is", async () => {
  const { asking, company } = gathering();
  const [good, bad] = [asking("a1"), asking("a2")];
  const { members, end } = await company(0);
  for (const member of members) member.report(0.5, "half", 3);
  const refusal = new Error("not this one");
  end({ a2: refusal });
  assert.equal(await good.answer, "a1!");
  await assert.rejects(bad.answer, refusal);
  assert.deepEqual(good.told, [[0.5, "half", 3]]);
});

test("one is answered before the others, who go on and may leave", async () => {
  const { asking, company } = gathering();
  const [early, late] = [asking("a1"), asking("a2")];
  const { members, signal } = await company(0);
  members[0]!.settle({ status: "fulfilled", value: "a1!" });
  assert.equal(await early.answer, "a1!");
  assert(!signal.aborted);
  late.control.abort(new Error("enough"));
  assert(signal.aborted, "nobody waits any more");
});

test("who leaves is free at once, and the others go on; what nobody waits for is taken back", async () => {
  const { asking, company, discarded } = gathering();
  const [stays, leaves] = [asking("a1"), asking("a2")];
  const { signal, members, end } = await company(0);
  const reason = new Error("cancelled");
  leaves.control.abort(reason);
  await assert.rejects(leaves.answer, reason);
  assert(!signal.aborted);
  members[1]!.report(1, "too late");
  assert.deepEqual(leaves.told, []);
  end();
  assert.equal(await stays.answer, "a1!");
  assert.deepEqual(discarded, ["a2!"]);
});

test("when the last has left, the work is told to stop, and they wait for its end", async () => {
  const { asking, company, discarded } = gathering();
  const [one, other] = [asking("a1"), asking("a2")];
  const { signal, end } = await company(0);
  one.control.abort(new Error("first"));
  assert(!signal.aborted);
  other.control.abort(new Error("second"));
  assert(signal.aborted);
  await assert.rejects(one.answer, /first/);
  end({ a2: new Error("stopped") });
  await assert.rejects(other.answer, /second/);
  assert.deepEqual(discarded, ["a1!"]);
});

test("who leaves before the work begins is not in it", async () => {
  const { asking, company, companies } = gathering();
  const gone = asking("a1");
  const stays = asking("a2");
  gone.control.abort(new Error("gone"));
  await assert.rejects(gone.answer, /gone/);
  const { names, end } = await company(0);
  end();
  await stays.answer;
  assert.deepEqual(names, ["a2"]);
  assert.equal(companies.length, 1);
});
