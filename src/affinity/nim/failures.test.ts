/** Answers of a NIM that are failures: each is told, and whether another try may end better. */
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import type { JobFailure } from "#src/jobs/failure.ts";
import { apiKey, nimBench, saying } from "#test/support/nim-bench.ts";

interface Fault {
  readonly name: string;
  readonly told: (response: ServerResponse) => void;
  readonly code: string;
  readonly retry: boolean;
  readonly says: RegExp;
}

const faults: Fault[] = [
  {
    name: "fields that it refuses",
    told: saying(422, {
      detail: [
        { loc: ["body", "ligands", 0, "smiles"], msg: "Invalid SMILES", type: "value_error" },
      ],
    }),
    code: "nim_refused",
    retry: false,
    says: /^The NIM 127\.0\.0\.1:\d+ refuses this: ligands\.0\.smiles: Invalid SMILES\.$/,
  },
  {
    name: "words with the key in them",
    told: saying(400, `Bad key ${apiKey} of yours`),
    code: "nim_refused",
    retry: false,
    says: /refuses this: Bad key … of yours\.$/,
  },
  {
    name: "a key that it refuses",
    told: saying(401, { detail: "Unauthorized" }),
    code: "nim_credentials",
    retry: false,
    says: /refuses the key \(NIM_API_KEY\)\.$/,
  },
  {
    name: "its own failure",
    told: saying(500, { detail: "CUDA out of memory" }),
    code: "nim_failed",
    retry: true,
    says: /failed: CUDA out of memory\.$/,
  },
  {
    name: "another address",
    told: saying(404, "<html>"),
    code: "nim_invalid",
    retry: false,
    says: /answers 404: is NIM_URL right\?$/,
  },
  {
    name: "a redirection, which would take the key elsewhere",
    told: (response) => void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
    code: "nim_invalid",
    retry: false,
    says: /answers 307/,
  },
  {
    name: "no JSON",
    told: saying(200, '{"structures": [NaN]}'),
    code: "nim_invalid",
    retry: false,
    says: /it is no JSON\.$/,
  },
  {
    name: "a connection that is lost",
    told: (response) => void response.socket?.destroy(),
    code: "nim_away",
    retry: true,
    says: /cannot be reached \(ECONNRESET\)\.$/,
  },
  {
    name: "an answer that breaks off",
    told: (response) => {
      response.writeHead(200, { "content-length": 1000 }).write("{");
      setImmediate(() => response.socket?.destroy());
    },
    code: "nim_away",
    retry: true,
    says: /cannot be reached/,
  },
  {
    name: "a time to wait that is too long",
    told: (response) => void response.writeHead(429, { "retry-after": "600" }).end(),
    code: "nim_busy",
    retry: true,
    says: /takes no more for now: it answers 429\.$/,
  },
  {
    name: "a 202 of which nobody knows where to ask",
    told: (response) => void response.writeHead(202, { "nvcf-reqid": "abc" }).end(),
    code: "nim_invalid",
    retry: false,
    says: /202/,
  },
];

for (const { name, told, code, retry, says } of faults) {
  test(`${name}: ${code}`, async (t) => {
    const { nim, predict } = await nimBench(t);
    nim.told.push(told);
    await assert.rejects(predict(), (error: JobFailure) => {
      assert.deepEqual([error.name, error.code, error.retry], ["JobFailure", code, retry]);
      assert.match(error.message, says);
      return true;
    });
    assert.equal(nim.asked.length, 1);
  });
}
