/** The API's documentation, made from the schemas: `/openapi.json` and an interactive page at `/docs`. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import retort from "../../package.json" with { type: "json" };
import { problemDocument } from "./errors.ts";

/** Adds the documentation; routes registered later are in it, each with the errors that all have. */
export async function documentation(app: FastifyInstance): Promise<void> {
  app.addHook("onRoute", ({ schema }) => {
    if (schema !== undefined && !schema.hide) {
      schema.response = { ...(schema.response as object), "4xx": refusal, "5xx": refusal };
    }
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Retort", version: retort.version, description: retort.description },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

const refusal = {
  description: "What was wrong, where, and what would be right (RFC 9457)",
  content: { "application/problem+json": { schema: problemDocument } },
};
