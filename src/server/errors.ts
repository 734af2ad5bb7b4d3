/** Errors as problem documents (RFC 9457): what was wrong, where, and nothing of the inside. */
import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";

const problemType = "application/problem+json";

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
  })
  .describe("A problem document (RFC 9457)");

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

/** An error that names fields: the schema's, or an instrument's own. */
type RefusedFields = Error & {
  readonly statusCode: number;
  readonly errors: readonly FieldError[];
};

/** Makes every error of the app a problem document. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | RefusedFields>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if ("retryAfter" in error) reply.header("retry-after", String(error.retryAfter));
    if ("errors" in error && status < 500) {
      const names = [...new Set(error.errors.map(({ path }) => path || "the body"))];
      return sendProblem(request, reply, {
        status,
        title: "Invalid request",
        detail: `Nothing was computed: ${names.join(", ")} cannot be used.`,
        errors: [...error.errors],
      });
    }
    if (status >= 500 && !("retryAfter" in error)) {
      request.log.error({ err: error }, "A request failed.");
      return sendProblem(request, reply, {
        status: 500,
        detail: "The server failed. Its log has the reason under this request_id.",
      });
    }
    const sent = request.headers["content-type"];
    const detail =
      status === 415 ? `The body is ${sent}; send it as application/json.` : error.message;
    return sendProblem(request, reply, { status, detail });
  });
}

/** Answers with a problem document. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Pick<ProblemDocument, "status" | "detail"> &
    Partial<Pick<ProblemDocument, "title" | "errors">>,
) {
  const document: ProblemDocument = {
    type: "about:blank",
    title: problem.title ?? STATUS_CODES[problem.status] ?? "Error",
    status: problem.status,
    detail: problem.detail,
    errors: problem.errors ?? [],
    request_id: request.id,
  };
  // As bytes: to a string Fastify would add a charset, which this type has not (RFC 9457).
  const bytes = Buffer.from(JSON.stringify(document));
  return reply.code(problem.status).type(problemType).send(bytes);
}
