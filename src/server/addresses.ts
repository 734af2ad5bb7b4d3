/**
 * Requests that no route takes: a wrong method at a right address (405), or no address at all (404).
 */
import type { FastifyInstance } from "fastify";
import { sendProblem } from "./errors.ts";
import { hasPage, wantsPage } from "./page.ts";

/** Remembers the routes registered later, and answers what none of them takes. */
export function answerOtherAddresses(app: FastifyInstance): void {
  const routes: { readonly pattern: URLPattern; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    // Wildcards are for files and preflights: what they do not find is not there.
    if (!url.includes("*")) {
      routes.push({ pattern: new URLPattern({ pathname: url }), methods: [method].flat() });
    }
  });
  app.setNotFoundHandler((request, reply) => {
    const pathname = request.url.split("?")[0]!;
    const known = routes.filter(({ pattern }) => pattern.test({ pathname }));
    if (known.length > 0) {
      const methods = [...new Set(known.flatMap(({ methods }) => methods))].sort().join(", ");
      reply.header("allow", methods);
      const detail = `${pathname} does not take ${request.method}; it takes ${methods}.`;
      return sendProblem(request, reply, { status: 405, detail });
    }
    // The page says itself that there is nothing.
    if (hasPage && wantsPage(request)) return reply.code(404).sendFile("index.html");
    const detail = `There is no ${request.method} ${pathname} here; /docs lists what there is.`;
    return sendProblem(request, reply, { status: 404, detail });
  });
}
