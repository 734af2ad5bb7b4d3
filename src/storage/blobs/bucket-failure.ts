/** What the errors of the AWS SDK mean. */
import type { S3Client } from "@aws-sdk/client-s3";
import { BlobsAwayError, BlobsRefusedError } from "./blobs.ts";

/** Answers about one object: what they mean, the operation knows that asked. */
const aboutAnObject = [404, 409, 412, 416];

/** HTTP status of the answer that the SDK made an error of; undefined if no answer came. */
export function statusOf(error: unknown): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

/**
 * Makes everything that a client sends fail with BlobsAwayError or BlobsRefusedError, but for answers
 * about one object and for what was aborted, which come as the SDK has them.
 * @param name the bucket, as people are told of it
 */
export function explainFailures({ middlewareStack }: S3Client, name: string): void {
  middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        throw explained(error, name);
      }
    },
    { step: "initialize", priority: "high", name: "explainFailures" },
  );
}

/** The error of a bucket that is not there. */
export function noBucket(name: string, cause: unknown): BlobsRefusedError {
  return refused(name, "there is no such bucket. See S3_BUCKET and S3_ENDPOINT", cause);
}

function explained(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error.name === "AbortError") return error;
  const status = statusOf(error);
  if (status === undefined) return withoutAnswer(error, name);
  if (aboutAnObject.includes(status)) return error;
  if (status >= 500 || status === 429 || status === 408) {
    return new BlobsAwayError(`The ${name} cannot serve just now.`, error);
  }
  if (status === 301 || error.name === "AuthorizationHeaderMalformed") {
    return refused(name, "it is in another region. See S3_REGION", error);
  }
  if (status === 401 || status === 403) {
    const why =
      `its service refuses these credentials (${error.name}). See AWS_ACCESS_KEY_ID and ` +
      "AWS_SECRET_ACCESS_KEY, which must allow to list, read, write and delete";
    return refused(name, why, error);
  }
  return refused(
    name,
    `its service answers ${status} (${error.name}). See the S3_* settings`,
    error,
  );
}

function withoutAnswer(error: Error, name: string): Error {
  if (error.name === "CredentialsProviderError") {
    const why = "there are no credentials for it. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    return refused(name, why, error);
  }
  if (error.message === "Region is missing") {
    return refused(name, "it is not known in which region it is. Set S3_REGION", error);
  }
  return new BlobsAwayError(
    `The ${name} does not answer just now. S3_ENDPOINT says where it should be.`,
    error,
  );
}

function refused(name: string, why: string, cause: unknown): BlobsRefusedError {
  return new BlobsRefusedError(`The ${name} cannot be used: ${why}.`, cause);
}
