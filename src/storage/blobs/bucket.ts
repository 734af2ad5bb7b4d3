/**
 * Blobs in a bucket of an S3 service. A key is never written over, because every write bears the
 * condition `If-None-Match: *`. A service that does not know the condition (old ones ignore it) still
 * refuses a key that is there when the writing begins; only of two writers at the same moment the
 * later one wins there, unnoticed.
 */
import { addAbortSignal, type Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { piecesOf } from "./answer.ts";
import {
  type Abortable,
  BlobExistsError,
  type BlobInfo,
  BlobMissingError,
  BlobRangeError,
  type Blobs,
  BlobsAwayError,
  type ByteRange,
  type Bytes,
  checkRange,
  type ListedBlob,
  type ListOptions,
  type ReadOptions,
  type WrittenBlob,
} from "./blobs.ts";
import { explainFailures, noBucket, statusOf } from "./bucket-failure.ts";
import type { BucketSettings } from "./bucket-settings.ts";
import { type BlobKey, checkPrefix, isBlobKey } from "./key.ts";
import { type Place, removeLeftovers, upload } from "./upload.ts";

/** Time for a connection, in milliseconds. */
const CONNECT_MS = 5_000;
/** Time for an answer to begin: 8 MiB, the most that is sent at once, at a megabit and a half a second. */
const ANSWER_MS = 60_000;
/** Blobs that are listed at once: the most S3 gives. */
const PAGE = 1000;

/**
 * Opens a bucket, and looks whether it can be listed.
 * @throws BlobsRefusedError naming the setting to look at; BlobsAwayError when the service is away
 */
export async function openBucket(settings: BucketSettings): Promise<Blobs> {
  const { bucket, endpoint, region = endpoint && "us-east-1", forcePathStyle = false } = settings;
  const client = new S3Client({
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    forcePathStyle,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
    // What is sent is signed with its SHA-256, which is checksum enough; not every service knows others.
    requestChecksumCalculation: "WHEN_REQUIRED",
    // Some services answer a range with the checksum of the whole object, which then seems wrong.
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const prefix = (settings.prefix ?? "").replace(/^\/+|\/+$/g, "");
  const name = `bucket ${bucket}${prefix && `/${prefix}`}`;
  const place: Place = { client, bucket, prefix: prefix && `${prefix}/`, name };
  explainFailures(client, name);
  try {
    await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }));
    await removeLeftovers(place);
    const service = endpoint === undefined ? await client.config.region() : new URL(endpoint).host;
    return new Bucket(place, service);
  } catch (error) {
    client.destroy();
    throw statusOf(error) === 404 ? noBucket(name, error) : error;
  }
}

class Bucket implements Blobs {
  readonly kind = "bucket";
  readonly description: string;
  readonly identity: string;
  readonly #place: Place;

  constructor(place: Place, service: string) {
    this.description = `${place.name} at ${service}`;
    this.identity = `s3:${service}/${place.bucket}/${place.prefix}`;
    this.#place = place;
  }

  async stat(key: BlobKey, { signal }: Abortable = {}): Promise<BlobInfo | undefined> {
    const { client, bucket, prefix } = this.#place;
    signal?.throwIfAborted();
    try {
      const head = new HeadObjectCommand({ Bucket: bucket, Key: prefix + key });
      const { ContentLength = 0, LastModified = new Date(0) } = await client.send(
        head,
        abortedBy(signal),
      );
      return { size: ContentLength, modified: LastModified };
    } catch (error) {
      signal?.throwIfAborted();
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async *read(key: BlobKey, { range, signal }: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    checkRange(key, range);
    const body = await this.#bodyOf(key, range, signal);
    try {
      yield* piecesOf(signal === undefined ? body : addAbortSignal(signal, body));
    } catch (error) {
      signal?.throwIfAborted();
      throw new BlobsAwayError(`The ${this.#place.name} went away while ${key} was read.`, error);
    }
  }

  async write(key: BlobKey, bytes: Bytes, { signal }: Abortable = {}): Promise<WrittenBlob> {
    // Asked first, so that a large file is not sent in vain; the condition decides.
    if (await this.stat(key, { signal })) throw new BlobExistsError(key);
    return await upload(this.#place, key, bytes, signal);
  }

  async *list(prefix: string, options: ListOptions = {}): AsyncGenerator<ListedBlob> {
    const { after = "", limit = Number.POSITIVE_INFINITY, signal } = options;
    checkPrefix(prefix);
    let left = limit;
    if (left <= 0) return;
    const place = this.#place;
    const pages = paginateListObjectsV2(
      { client: place.client, pageSize: Math.min(limit, PAGE) },
      {
        Bucket: place.bucket,
        Prefix: place.prefix + prefix,
        ...(after !== "" && { StartAfter: place.prefix + after }),
      },
      abortedBy(signal),
    );
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key = "", Size = 0, LastModified = new Date(0) } of Contents) {
          const key = Key.slice(place.prefix.length);
          if (!isBlobKey(key)) continue;
          yield { key, size: Size, modified: LastModified };
          if (--left <= 0) return;
        }
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  async delete(key: BlobKey, { signal }: Abortable = {}): Promise<boolean> {
    const { client, bucket, prefix } = this.#place;
    // A service does not say whether there was anything to delete.
    if ((await this.stat(key, { signal })) === undefined) return false;
    // Not called off once it is sent: it may have happened.
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: prefix + key }));
    return true;
  }

  async #bodyOf(key: BlobKey, range: ByteRange | undefined, signal: AbortSignal | undefined) {
    const { client, bucket, prefix } = this.#place;
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: prefix + key,
      ...(range !== undefined && { Range: `bytes=${range.start}-${range.end - 1}` }),
    });
    const answer = await client.send(command, abortedBy(signal)).catch((error) => {
      signal?.throwIfAborted();
      if (statusOf(error) === 404) throw new BlobMissingError(key, { cause: error });
      if (statusOf(error) !== 416 || range === undefined) throw error;
      throw new BlobRangeError(key, range, undefined, { cause: error });
    });
    const body = answer.Body as Readable;
    // A range that ends after the blob is answered with what there is of it.
    if (range !== undefined && answer.ContentLength !== range.end - range.start) {
      body.destroy();
      throw new BlobRangeError(key, range);
    }
    return body;
  }
}

function abortedBy(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { abortSignal: signal };
}
