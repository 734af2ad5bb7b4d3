import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, before, describe, test } from "node:test";
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  type ObjectStore,
  startMoto,
  startRclone,
  withoutMoto,
  withoutRclone,
} from "#test/support/object-store.ts";
import { BlobExistsError, BlobsAwayError, BlobsRefusedError } from "./blobs.ts";
import { openBucket } from "./bucket.ts";
import { blobKey } from "./key.ts";

const key = blobKey("datasets/0b6f/data.npz");
const LARGE = 8 * 2 ** 20 + 1;

describe("a bucket of a service that checks signatures", { skip: withoutRclone }, () => {
  let service: ObjectStore;
  before(async () => {
    service = await startRclone();
  });
  after(() => service.close());

  test("is refused with the setting that is wrong, and no secret", async () => {
    const settings = service.settings("refused");
    const cases: [() => Promise<unknown>, RegExp][] = [
      [() => openBucket({ ...settings, bucket: "none" }), /no such bucket.*S3_BUCKET/],
      [
        () => withEnvironment({ AWS_ACCESS_KEY_ID: "wrong" }, settings),
        /InvalidAccessKeyId.*AWS_ACCESS_KEY_ID/,
      ],
      [
        () => withEnvironment({ AWS_SECRET_ACCESS_KEY: "wrong-secret" }, settings),
        /SignatureDoesNotMatch.*AWS_SECRET/,
      ],
      [
        () => withEnvironment({ AWS_ACCESS_KEY_ID: undefined }, settings),
        /no credentials.*AWS_ACCESS_KEY_ID/,
      ],
      [() => openBucket({ bucket: "laboratory" }), /in which region.*S3_REGION/],
    ];
    for (const [open, sentence] of cases) {
      await assert.rejects(open, (error: Error) => {
        assert(error instanceof BlobsRefusedError, String(error));
        assert.match(error.message, sentence);
        assert.doesNotMatch(error.message, /the-tests-secret|wrong-secret/);
        return true;
      });
    }
  });

  test("whose service is not there is away", async () => {
    await assert.rejects(
      openBucket({ ...service.settings("away"), endpoint: "http://127.0.0.1:9" }),
      (error: Error) => error instanceof BlobsAwayError && /S3_ENDPOINT/.test(error.message),
    );
  });

  test("says where it is, without what the address may hold besides", async () => {
    const settings = service.settings("/lab/ one/");
    const { host } = new URL(settings.endpoint);
    const { description, identity } = await openBucket(settings);
    assert.equal(description, `bucket laboratory/lab/ one at ${host}`);
    assert.equal(identity, `s3:${host}/laboratory/lab/ one/`);
  });

  test("gives up the parts of a write that fails", async () => {
    const blobs = await openBucket(service.settings("parts"));
    async function* failing() {
      yield new Uint8Array(2 * LARGE);
      throw new Error("It broke.");
    }
    await assert.rejects(blobs.write(key, failing()), /It broke/);
    assert.deepEqual(await uploads(service), []);
  });
});

describe("a bucket of a service that knows conditions", { skip: withoutMoto }, () => {
  let service: ObjectStore;
  before(async () => {
    service = await startMoto();
  });
  after(() => service.close());

  test("is rid of old unfinished uploads when it is opened, its own and no others", async () => {
    // This service dates every upload to 2010.
    for (const Key of ["mine/a.bin", "others/a.bin"]) {
      await service.client.send(new CreateMultipartUploadCommand({ Bucket: "laboratory", Key }));
    }
    await openBucket(service.settings("mine"));
    assert.deepEqual(await uploads(service), ["others/a.bin"]);
  });

  test("lists only blobs, and under its prefix only", async () => {
    const blobs = await openBucket(service.settings("lists"));
    await blobs.write(key, Buffer.from("x"));
    for (const Key of ["lists/Notes.TXT", "lists/folder/", "lists-not/a.txt", "a.txt"]) {
      await service.client.send(new PutObjectCommand({ Bucket: "laboratory", Key, Body: "x" }));
    }
    const listed = await Array.fromAsync(blobs.list(""));
    assert.deepEqual(
      listed.map((blob) => blob.key),
      [key],
    );
  });

  for (const size of [1000, LARGE]) {
    test(`has written what it wrote, though the answer was lost (${size} bytes)`, async () => {
      const settings = service.settings(`lost-${size}`);
      await using proxy = await losingAnswers(settings.endpoint);
      const blobs = await openBucket({ ...settings, endpoint: proxy.endpoint });
      proxy.loseNext((method, url) =>
        size < LARGE ? method === "PUT" : isCompletion(method, url),
      );
      assert.equal((await blobs.write(key, Buffer.alloc(size))).size, size);
      assert.equal(proxy.lost(), 1);
      assert.equal((await blobs.stat(key))?.size, size);
    });
  }

  test("refuses what another wrote in the meantime", async () => {
    const blobs = await openBucket(service.settings("meantime"));
    async function* slow() {
      yield new Uint8Array(LARGE);
      await blobs.write(key, Buffer.from("quicker"));
      yield new Uint8Array(LARGE);
    }
    await assert.rejects(blobs.write(key, slow()), BlobExistsError);
    assert.equal((await blobs.stat(key))?.size, 7);
    assert(!(await uploads(service)).includes(`meantime/${key}`));
  });
});

async function uploads({ client }: ObjectStore): Promise<string[]> {
  const list = new ListMultipartUploadsCommand({ Bucket: "laboratory" });
  const { Uploads = [] } = await client.send(list);
  return Uploads.map((upload) => upload.Key!);
}

/** Opens a bucket in another environment, as a process would find it at its start. */
async function withEnvironment(
  changes: Record<string, string | undefined>,
  settings: Parameters<typeof openBucket>[0],
) {
  const before = { ...process.env };
  try {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await openBucket(settings);
  } finally {
    Object.assign(process.env, before);
  }
}

function isCompletion(method: string, url: string): boolean {
  return method === "POST" && url.includes("uploadId=");
}

/** A proxy before a service that can lose an answer: the service has acted, and nobody hears of it. */
async function losingAnswers(endpoint: string) {
  let loses: (method: string, url: string) => boolean = () => false;
  let lost = 0;
  const server = createServer((asked, answer) => {
    const { method = "", url = "", headers } = asked;
    const onward = request(`${endpoint}${url}`, { method, headers }, (answered) => {
      if (loses(method, url)) {
        loses = () => false;
        lost++;
        answered.resume().on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(answered.statusCode!, answered.headers);
      answered.pipe(answer);
    });
    asked.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    loseNext: (which: typeof loses) => {
      loses = which;
    },
    lost: () => lost,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
