/** The API's documentation, made from the schemas: `/openapi.json` and an interactive page at `/docs`. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import retort from "../../package.json" with { type: "json" };
import { type Config, hasProvider } from "./config.ts";
import { problemDocument } from "./errors.ts";

/**
 * Adds the documentation; routes registered later are in it, each with the errors that all have, and
 * with the token that it takes where users sign in.
 */
export async function documentation(app: FastifyInstance, config: Config): Promise<void> {
  const isSigned = hasProvider(config);
  const optionalBodies: string[] = [];
  app.addHook("onRoute", ({ schema, config, url }) => {
    if (schema === undefined || schema.hide) return;
    schema.response = { ...(schema.response as object), "4xx": refusal, "5xx": refusal };
    if (isSigned && config?.identity) {
      schema.security = config.identity === "user" ? [token] : [{}, token];
    }
    if (config?.isBodyOptional) optionalBodies.push(url.replaceAll(/:(\w+)/g, "{$1}"));
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Retort", version: retort.version, description: retort.description },
      ...(isSigned && { components: { securitySchemes: { [scheme]: bearer } } }),
    },
    transform: jsonSchemaTransform,
    transformObject(document) {
      if (!("openapiObject" in document)) return document.swaggerObject;
      const { paths } = document.openapiObject;
      for (const url of optionalBodies) {
        const body = paths?.[url]?.post?.requestBody;
        if (body && "required" in body) body.required = false;
      }
      return document.openapiObject;
    },
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

const scheme = "bearer";
const bearer = { type: "http", scheme: "bearer", bearerFormat: "JWT" } as const;
const token = { [scheme]: [] };

const refusal = {
  description: "What was wrong, where, and what would be right (RFC 9457)",
  content: { "application/problem+json": { schema: problemDocument } },
};
