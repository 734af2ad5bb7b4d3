/** Writing an object of a bucket: at once if it is small, else in parts, a few of them on their way. */
import { randomUUID } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { BlobExistsError, BlobsAwayError, type Bytes, type WrittenBlob } from "./blobs.ts";
import { statusOf } from "./bucket-failure.ts";
import type { BlobKey } from "./key.ts";
import { inParts, piecesOf, Tally } from "./pieces.ts";

/**
 * Bytes of a part: S3 takes 10,000, so a blob has 78 GiB at most, and none but the last under 5 MiB.
 * All are of one size, as some services want them.
 */
const PART = 8 * 2 ** 20;

/** Parts on their way at once; one more is being filled. */
const AT_ONCE = 2;

/** No upload lasts so long, in milliseconds: one that was begun before and has not ended is left over. */
const LONGEST_UPLOAD_MS = 24 * 3600 * 1000;

/** Where in a bucket blobs are. */
export interface Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** What the objects' names begin with: empty, or ending with `/`. */
  readonly prefix: string;
  /** The bucket, as people are told of it. */
  readonly name: string;
}

/** An object that is about to be. */
interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Writes an object that is not there yet.
 * @throws BlobExistsError when it is there after all, what the client throws, the signal's reason, or
 *   what reading the bytes throws
 */
export async function upload(
  { client, bucket, prefix }: Place,
  key: BlobKey,
  bytes: Bytes,
  signal: AbortSignal | undefined,
): Promise<WrittenBlob> {
  // A part that fails stops the others, and the bytes that are still to come.
  const stop = new AbortController();
  const either = AbortSignal.any(signal === undefined ? [stop.signal] : [stop.signal, signal]);
  const tally = new Tally();
  const parts = inParts(piecesOf(bytes, either), PART, tally);
  const first = (await parts.next()).value as Uint8Array;
  const target: Target = { Bucket: bucket, Key: prefix + key };
  const writing = randomUUID();
  try {
    if (first.length < PART) {
      const object = { ...target, Body: first, Metadata: { writing }, IfNoneMatch: "*" };
      await client.send(new PutObjectCommand(object), { abortSignal: either });
    } else {
      await uploadParts(client, target, { writing }, beginningWith(first, parts), stop, either);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
    // Refused because something is there. That may be what was sent: when the answer to it is lost,
    // the SDK sends it again.
    const there = await writerOf(client, target);
    if (there === undefined) {
      throw new BlobsAwayError(`Another write of ${key} is in the way just now.`, error);
    }
    if (there !== writing) throw new BlobExistsError(key, { cause: error });
  }
  return tally.written();
}

/** Gives up uploads that a crash left unfinished; they cannot be seen, but take room. */
export async function removeLeftovers({ client, bucket, prefix }: Place): Promise<void> {
  const list = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix });
  // Not every service lists them, nor may everyone ask; a rule of the bucket can do the same.
  const { Uploads = [] } = await client.send(list).catch(() => ({ Uploads: [] }));
  for (const { Key, UploadId, Initiated } of Uploads) {
    if (Initiated && Date.now() - Initiated.getTime() > LONGEST_UPLOAD_MS) {
      await giveUp(client, { Bucket: bucket, Key: Key! }, UploadId!);
    }
  }
}

async function* beginningWith<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

async function uploadParts(
  client: S3Client,
  target: Target,
  Metadata: Record<string, string>,
  parts: AsyncIterable<Uint8Array>,
  stop: AbortController,
  signal: AbortSignal,
): Promise<void> {
  const create = new CreateMultipartUploadCommand({ ...target, Metadata });
  const { UploadId } = await client.send(create, { abortSignal: signal });
  const sent: Promise<CompletedPart>[] = [];
  try {
    for await (const Body of parts) {
      const PartNumber = sent.length + 1;
      await sent.at(-AT_ONCE);
      const upload = new UploadPartCommand({ ...target, UploadId, PartNumber, Body });
      const part = client
        .send(upload, { abortSignal: signal })
        .then(({ ETag }) => ({ ETag, PartNumber }));
      part.catch((error) => stop.abort(error));
      sent.push(part);
    }
    const Parts = await Promise.all(sent);
    const complete = { ...target, UploadId, MultipartUpload: { Parts }, IfNoneMatch: "*" };
    await client.send(new CompleteMultipartUploadCommand(complete), { abortSignal: signal });
  } catch (error) {
    // Once: the reason stays that of whatever failed first, of which other failures may follow.
    stop.abort(error);
    // A part that arrives after the upload was given up would stay.
    await Promise.allSettled(sent);
    await giveUp(client, target, UploadId!);
    throw stop.signal.reason;
  }
}

async function giveUp(client: S3Client, target: Target, UploadId: string): Promise<void> {
  // What cannot be given up now is left over, and given up at a later start.
  await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => {});
}

/** Whose write an object is: empty if it does not say, undefined if there is no object. */
async function writerOf(client: S3Client, target: Target): Promise<string | undefined> {
  try {
    const { Metadata } = await client.send(new HeadObjectCommand({ ...target }));
    return Metadata?.writing ?? "";
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
