/** JSON bodies, with a kinder word for the numbers that JSON has not. */
import type { FastifyInstance } from "fastify";

/** Strings are matched first, so that what they say is left alone. */
const notJson = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Reads JSON bodies. Python and JavaScript programs write NaN and Infinity where a calculation went
 * wrong; JSON has no such tokens. They are read as null, so that the schema names the fields.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>(
    "application/json",
    { parseAs: "string" },
    (request, body, done) => {
      if (body === "") return done(null, undefined);
      parse(request, body, (error, value) => {
        if (error === null) return done(null, value);
        const mended = body.replace(notJson, (token) => (token.startsWith('"') ? token : "null"));
        if (mended === body) return done(badJson(error), undefined);
        parse(request, mended, (stillBad, mendedValue) =>
          done(stillBad === null ? null : badJson(error), mendedValue),
        );
      });
    },
  );
}

function badJson(cause: Error): Error {
  return Object.assign(new Error(`The body is not JSON: ${cause.message}.`, { cause }), {
    statusCode: 400,
  });
}
