/** `/api/sessions`: what people work on, over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Database } from "#src/storage/database.ts";
import { done, savedSession, sessionPage, sessionRequest } from "./answers.ts";
import { pageQuery } from "./newest-first.ts";
import { createSession, deleteSession, listSessions, renameSession } from "./sessions.ts";

/** A path that names a session. */
const named = z.object({ id: z.uuid("must be a session's id, which is a UUID") });

const noQuery = z.strictObject({});

/** Adds the routes. */
export function sessionRoutes(
  app: FastifyInstance,
  { database }: { readonly database: Database },
): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { identity: "user" } as const;
  const tags = ["sessions"];
  const status = "success" as const;

  routes.get(
    "/api/sessions",
    {
      config,
      schema: {
        tags,
        summary: "Your sessions, the newest first",
        querystring: pageQuery,
        response: { 200: sessionPage },
      },
    },
    async ({ identity, query }) => ({ status, ...(await listSessions(database, identity, query)) }),
  );

  routes.post(
    "/api/sessions",
    {
      config,
      schema: {
        tags,
        summary: "Begin a session",
        description: "Datasets and tags are put into it by their field `session`.",
        querystring: noQuery,
        body: sessionRequest,
        response: { 201: savedSession },
      },
    },
    async ({ identity, body }, reply) =>
      reply.code(201).send({ status, session: await createSession(database, identity, body.name) }),
  );

  routes.patch(
    "/api/sessions/:id",
    {
      config,
      schema: {
        tags,
        summary: "Rename a session",
        params: named,
        querystring: noQuery,
        body: sessionRequest,
        response: { 200: savedSession },
      },
    },
    async ({ identity, params, body }) => ({
      status,
      session: await renameSession(database, identity, params.id, body.name),
    }),
  );

  routes.delete(
    "/api/sessions/:id",
    {
      config,
      schema: {
        tags,
        summary: "Delete a session",
        description: "What it kept together stays, and is in none.",
        params: named,
        querystring: noQuery,
        response: { 200: done },
      },
    },
    async ({ identity, params }) => {
      await deleteSession(database, identity, params.id);
      return { status };
    },
  );
}
