import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobFailure } from "#src/jobs/failure.ts";
import type { Blobs } from "#src/storage/blobs/blobs.ts";
import { openFolder } from "#src/storage/blobs/folder.ts";
import retort from "../../../package.json" with { type: "json" };
import { newFolder } from "../../../test/support/folder.ts";
import {
  alignmentOf,
  hangsUp,
  type MsaServerStandIn,
  replies,
  says,
  startMsaServer,
  type Told,
  usualArchive,
} from "../../../test/support/msa-server.ts";
import { createAligner } from "./aligner.ts";

const sequence = "MKVLAAGIW";
const aligned = `${alignmentOf(sequence)}>MGY1\n---------\n`;
const pace = { first: 5, longest: 20, limited: 20, deadline: 5_000 };

interface Bench {
  readonly server: MsaServerStandIn;
  readonly blobs: Blobs;
  readonly told: string[];
  align(
    sequence: string,
    options?: { signal?: AbortSignal; deadline?: number },
  ): ReturnType<ReturnType<typeof createAligner>["align"]>;
}

async function bench(t: TestContext): Promise<Bench> {
  const server = await startMsaServer(t);
  const blobs = await openFolder(await newFolder(t));
  const told: string[] = [];
  const aligner = createAligner({ blobs, server: server.url, pace });
  return {
    server,
    blobs,
    told,
    align(asked, { signal = new AbortController().signal, deadline } = {}) {
      const { align } =
        deadline === undefined
          ? aligner
          : createAligner({ blobs, server: server.url, pace: { ...pace, deadline } });
      return align(asked, { signal, report: (_, message) => void told.push(message) });
    },
  };
}

test("the server is asked as it wants to be, and each next time the files answer", async (t) => {
  const { align, server, told, blobs } = await bench(t);
  const found = await align(sequence);
  const sha256 = createHash("sha256").update(aligned).digest("hex");
  assert.deepEqual(found, { source: "server", a3m: aligned, sha256 });
  assert.deepEqual(
    server.asked.map(({ method, path }) => `${method} ${path}`),
    ["POST /ticket/msa", "GET /ticket/T0-x_y", "GET /ticket/T0-x_y", "GET /result/download/T0-x_y"],
  );
  assert.deepEqual(server.asked[0]?.form, { q: `>101\n${sequence}\n`, mode: "env" });
  assert(server.asked.every(({ agent }) => agent === `retort/${retort.version}`));
  assert.match(told.join("\n"), /Asking the MSA server 127.+has it waiting.+aligns/s);
  assert.deepEqual(await align(sequence), { source: "cache", a3m: aligned, sha256 });
  assert.equal(server.asked.length, 4);
  // The cache is of that server: another one's alignments are others.
  const other = createAligner({ blobs, server: `${server.url}/other`, pace });
  await assert.rejects(other.align(sequence, { signal: t.signal, report() {} }));
});

test("many who ask at once are served one after the other, and the same thing once", async (t) => {
  const { align, server } = await bench(t);
  const found = await Promise.all([align(sequence), align(sequence), align("MKV"), align("MKV")]);
  assert.deepEqual(
    found.map(({ source }) => source),
    ["server", "cache", "server", "cache"],
  );
  const paths = server.asked.map(({ path }) => path);
  assert.equal(paths.indexOf("/ticket/T1-x_y"), 5, "the second begins when the first has ended");
  assert.equal(paths.length, 8);
});

test("another process that wrote the same file first is believed", async (t) => {
  const { align, server, blobs } = await bench(t);
  const theirs = createAligner({ blobs, server: server.url, pace });
  const context = { signal: t.signal, report() {} };
  const found = await Promise.all([align(sequence), theirs.align(sequence, context)]);
  assert.equal(found[0].a3m, found[1].a3m);
  assert.equal(server.asked.filter(({ method }) => method === "POST").length, 2);
});

const passing: [name: string, told: Told[]][] = [
  ["a rate limit", [replies(429, { status: "RATELIMIT", reason: "slow down" })]],
  ["a rate limit by status alone", [says(429, "Too many"), says(429, "Too many")]],
  [
    "a rate limit in the middle",
    [replies(200, { id: "T0-x_y", status: "PENDING" }), says(429, "")],
  ],
  ["a connection that is lost", [hangsUp(), hangsUp()]],
  ["a bad gateway", [says(502, "<html>"), says(503, "<html>")]],
  ["a ticket that is forgotten", [replies(200, { id: "gone", status: "RUNNING" })]],
  ["a result that is forgotten", [replies(200, { id: "g", status: "COMPLETE" }), says(404, "")]],
];

for (const [name, told] of passing) {
  test(`${name} is overcome`, async (t) => {
    const { align, server } = await bench(t);
    server.told.push(...told);
    assert.equal((await align(sequence)).a3m, aligned);
  });
}

test("the server's own time is waited", async (t) => {
  const { align, server } = await bench(t);
  server.told.push(replies(429, { status: "RATELIMIT" }, { "retry-after": 1 }));
  await align(sequence);
  const [first, second] = server.asked;
  assert(second!.at - first!.at >= 1000);
});

interface Fault {
  readonly name: string;
  readonly told: Told[];
  readonly code: string;
  readonly retry: boolean;
  readonly says: RegExp;
}

const complete = replies(200, { id: "T", status: "COMPLETE" });
const faults: Fault[] = [
  {
    name: "a time to wait that is too long",
    told: [replies(429, { status: "RATELIMIT" }, { "retry-after": 3600 })],
    code: "msa_rate_limited",
    retry: true,
    says: /^The MSA server 127\.0\.0\.1:\d+ allows no more questions for now\.$/,
  },
  {
    name: "maintenance",
    told: [replies(503, { status: "MAINTENANCE" })],
    code: "msa_server_maintenance",
    retry: true,
    says: /is under maintenance\.$/,
  },
  {
    name: "an error of the search",
    told: [replies(200, { id: "T", status: "ERROR", error: "  too\nshort " })],
    code: "msa_refused",
    retry: false,
    says: /does not align this protein: too short\.$/,
  },
  {
    name: "a refusal",
    told: [says(400, `bad mode ${"x".repeat(1000)}`)],
    code: "msa_refused",
    retry: false,
    says: /: bad mode x{191} …$/,
  },
  {
    name: "a page",
    told: [says(200, "<html>Hello</html>")],
    code: "msa_invalid",
    retry: false,
    says: /answered something that is no ticket: is MSA_SERVER_URL right\?$/,
  },
  {
    name: "an id that would lead elsewhere",
    told: [replies(200, { id: "../../admin", status: "PENDING" })],
    code: "msa_invalid",
    retry: false,
    says: /a ticket without an id/,
  },
  {
    name: "another address",
    told: [says(404, "404 page not found")],
    code: "msa_invalid",
    retry: false,
    says: /with the status 404/,
  },
  {
    name: "a server that is away for long",
    told: Array.from({ length: 4 }, hangsUp),
    code: "msa_server_away",
    retry: true,
    says: /is not there: it cannot be reached\.$/,
  },
  {
    name: "a server that forgets everything",
    told: Array.from({ length: 4 }, () => replies(200, { status: "UNKNOWN" })),
    code: "msa_server_away",
    retry: true,
    says: /forgets/,
  },
  {
    name: "garbage for an archive",
    told: [complete, says(200, "<html>Hello</html>")],
    code: "msa_invalid",
    retry: false,
    says: /sent no alignment of this protein: The archive is no tar in gzip\.$/,
  },
  {
    name: "another protein's alignment",
    told: [
      complete,
      (response) => void usualArchive("MKVLAAGIC").then((archive) => response.end(archive)),
    ],
    code: "msa_invalid",
    retry: false,
    says: /first row must be the protein itself/,
  },
];

for (const { name, told, code, retry, says: words } of faults) {
  test(`${name}: ${code}`, async (t) => {
    const { align, server } = await bench(t);
    server.told.push(...told);
    await assert.rejects(align(sequence), (error: JobFailure) => {
      assert.deepEqual([error.name, error.code, error.retry], ["JobFailure", code, retry]);
      assert.match(error.message, words);
      return true;
    });
    assert.equal((await align(sequence)).source, "server", "nothing of it is kept");
  });
}

test("a search that is not ready in time may be tried again", async (t) => {
  const { align, server } = await bench(t);
  server.running = 1e9;
  await assert.rejects(align(sequence, { deadline: 100 }), {
    code: "msa_server_away",
    retry: true,
    message: /had no alignment ready within 1 min\.$/,
  });
});

test("a rate limit that does not end is told as one", async (t) => {
  const { align, server } = await bench(t);
  server.told.push(...Array.from({ length: 100 }, () => says(429, "")));
  await assert.rejects(align(sequence, { deadline: 150 }), {
    code: "msa_rate_limited",
    retry: true,
  });
});

test("whoever calls off is free at once, in every part of it", async (t) => {
  const { align, server } = await bench(t);
  const asking = new AbortController();
  const waiting = new AbortController();
  const [asked, held] = [Promise.withResolvers<void>(), new Error("Enough.")];
  server.told.push(() => asked.resolve());
  const first = align(sequence, { signal: asking.signal });
  const second = align("MKV", { signal: waiting.signal });
  await asked.promise;
  waiting.abort(held);
  await assert.rejects(second, held);
  assert.equal(server.asked.length, 1);
  asking.abort(held);
  await assert.rejects(first, held);
  assert.equal((await align("MKV")).source, "server", "the next has its turn");
});

test("it ends while it waits, and while an archive comes slowly", async (t) => {
  const { align, server } = await bench(t);
  for (const told of [
    [replies(429, { status: "RATELIMIT" }, { "retry-after": 4 })],
    [complete, (response: Parameters<Told>[0]) => void response.write("\u001f")],
  ]) {
    server.told.push(...told);
    const control = new AbortController();
    const alignment = align(sequence, { signal: control.signal });
    while (server.told.length > 0) await sleep(5);
    control.abort(new Error("Enough."));
    await assert.rejects(alignment, { message: "Enough." });
  }
});

test("without a server it says what would be right", async (t) => {
  const blobs = await openFolder(await newFolder(t));
  const { align } = createAligner({ blobs });
  await assert.rejects(align(sequence, { signal: t.signal, report() {} }), {
    code: "no_msa_server",
    retry: false,
    message: /MSA_SERVER_URL/,
  });
});
