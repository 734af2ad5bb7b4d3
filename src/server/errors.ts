/** Errors as problem documents (RFC 9457): what was wrong, where, and nothing of the inside. */
import { STATUS_CODES } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import { DatabaseError } from "#src/storage/failure.ts";
import { packingOf } from "./body.ts";
import { ForbiddenError } from "./local-user.ts";
import { SignInError } from "./tokens.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Media type of the body that the route takes. Default: application/json. */
    bodyType?: string;
  }
  interface FastifyInstance {
    /** First two names of the addresses, as `/api/datasets`, under which errors are `establishedProblem`s. */
    readonly establishedAddresses: Set<string>;
  }
}

/** Media type of a problem document. */
export const problemType = "application/problem+json";

/** A problem document, as the API documentation shows it. */
export const problemDocument = z
  .object({
    type: z.string().describe("What kind of problem; about:blank is the status' own"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .describe("Every field that was wrong, by its name"),
    request_id: z.string().describe("Name of the request in the server's log"),
    state: z.string().optional().describe("Where a job is, if that is the problem (409)"),
  })
  .describe("A problem document (RFC 9457)");

/**
 * An error of a route that people know from another program: `status` is a word there, so that it is
 * no problem document, and is not called one.
 */
export const establishedProblem = problemDocument
  .extend({ status: z.literal("error"), message: z.string().describe("What was wrong, and where") })
  .describe("An error, as the program that people come from answers it, with details");

type ProblemDocument = z.output<typeof problemDocument>;
type FieldError = ProblemDocument["errors"][number];

/** A request whose fields the schema refuses. */
export class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
  readonly statusCode = 422;
  readonly errors: readonly FieldError[];

  constructor(error: z.core.$ZodError) {
    super("The request was refused.");
    this.errors = error.issues.flatMap(fieldErrors);
  }
}

/** Unknown fields come as one issue; each is an error of its own field. */
function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === "" ? key : `${path}.${key}`,
    message: "is not a field of this request",
  }));
}

/** What an error may say of how it is to be answered. */
interface Answerable extends Error {
  /** HTTP status; without one nobody foresaw the error. */
  readonly statusCode?: number;
  /** The fields that were wrong: the schema's refusal, or an instrument's own. */
  readonly errors?: readonly FieldError[];
  /** Seconds after which to ask again. */
  readonly retryAfter?: number;
  /** How to sign in: the value of `WWW-Authenticate`. */
  readonly challenge?: string;
  /** Where a job is. */
  readonly jobState?: string;
}

/** Makes every error of the app a problem document. */
export function answerWithProblems(app: FastifyInstance): void {
  app.decorate("establishedAddresses", new Set<string>());
  app.setErrorHandler<Error>((thrown, request, reply) => {
    const error = answerable(thrown, request);
    const status = error.statusCode ?? (error.retryAfter === undefined ? 500 : 503);
    if (error.retryAfter !== undefined) reply.header("retry-after", String(error.retryAfter));
    if (error.challenge !== undefined) reply.header("www-authenticate", error.challenge);
    // Only what says that something is away was foreseen, whether it comes back by itself or not.
    if (status >= 500 && status !== 503 && error.retryAfter === undefined) {
      request.log.error({ err: error }, "A request failed.");
      return sendProblem(request, reply, {
        status: 500,
        detail: "The server failed. Its log has the reason under this request_id.",
      });
    }
    if (status >= 500 && error.cause !== undefined) {
      request.log.warn({ err: error }, "A request was put off.");
    }
    if (error.errors !== undefined) {
      const names = [...new Set(error.errors.map(({ path }) => path || "the body"))];
      return sendProblem(request, reply, {
        status,
        title: "Invalid request",
        detail: `Nothing was done: ${names.join(", ")} cannot be used.`,
        errors: [...error.errors],
      });
    }
    const { jobState: state } = error;
    const detail = detailOf(error, status, request);
    return sendProblem(request, reply, { status, detail, ...(state !== undefined && { state }) });
  });
}

/** Postgres' code of a statement that the role, or a policy, does not allow. */
const INSUFFICIENT_PRIVILEGE = "42501";

function answerable(error: Error, { identity }: FastifyRequest): Answerable {
  if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) return error;
  return identity.role === "anon"
    ? SignInError.noToken("Only somebody who is signed in may do this: send a token.")
    : new ForbiddenError("This is not yours to do.");
}

function detailOf(
  error: Answerable,
  status: number,
  { headers, routeOptions: { bodyLimit, config } }: FastifyRequest,
): string {
  if (status === 413) return `The body is longer than ${bodyLimit} bytes.`;
  if (status !== 415) return error.message;
  const packing = packingOf(headers);
  if (packing !== undefined)
    return `The body is packed (Content-Encoding: ${packing}); send it unpacked.`;
  const type = config.bodyType ?? "application/json, in UTF-8";
  const sent = headers["content-type"];
  return `The body ${sent ? `is ${sent}` : "has no Content-Type"}; send it as ${type}.`;
}

/** What was wrong, in the words of whoever found it. */
type Problem = Pick<ProblemDocument, "status" | "detail"> &
  Partial<Pick<ProblemDocument, "title" | "errors" | "state">>;

/** Answers with a problem document. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const document = problemOf(problem, request.id);
  // By the address: what is refused before any route takes it is refused in the same words.
  const isEstablished = request.server.establishedAddresses.has(beginning(request.url));
  // As bytes: to a string Fastify would add a charset, which these types have not (RFC 9457, RFC 8259).
  const bytes = Buffer.from(JSON.stringify(isEstablished ? established(document) : document));
  return reply
    .code(problem.status)
    .type(isEstablished ? "application/json" : problemType)
    .send(bytes);
}

/** The first two names of an address. */
function beginning(url: string): string {
  return url.split(/[/?]/, 3).join("/");
}

/**
 * Errors under the addresses of routes registered in this scope from now on are `establishedProblem`s,
 * also where no route takes the request.
 */
export function answerWithEstablishedProblems(scope: FastifyInstance): void {
  const refusal = {
    description: "What was wrong, where, and what would be right",
    content: { "application/json": { schema: establishedProblem } },
  };
  scope.addHook("onRoute", (route) => {
    scope.establishedAddresses.add(beginning(route.url));
    if (route.schema === undefined) return;
    route.schema.response = {
      ...(route.schema.response as object),
      "4xx": refusal,
      "5xx": refusal,
    };
  });
}

function established(document: ProblemDocument): z.output<typeof establishedProblem> {
  const { errors, detail } = document;
  const message = errors.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return { ...document, status: "error", message: message || detail };
}

/** The problem document of a request. */
export function problemOf(
  { status, detail, title = STATUS_CODES[status] ?? "Error", errors = [], ...more }: Problem,
  requestId: string,
): ProblemDocument {
  return { type: "about:blank", title, status, detail, errors, request_id: requestId, ...more };
}
