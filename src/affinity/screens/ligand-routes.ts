/** The ligands of a screen over HTTP: a page of them, one of them, all of them as a file. */
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { asUser } from "#src/storage/identity.ts";
import { screenLigandDetail, screenLigandPage, screenLigandQuery } from "../screen.ts";
import { named, noQuery } from "./address.ts";
import { ligandDetail, ligandsAt } from "./ligands.ts";
import { getScreen, screenWithin } from "./own.ts";
import { placesOf } from "./ranking.ts";
import { type ResultFormat, resultText } from "./result-text.ts";

/** There is no ligand at that place. */
export class NoSuchLigandError extends Error {
  override readonly name = "NoSuchLigandError";
  readonly statusCode = 404;

  constructor(screen: string, place: number) {
    super(`Screen ${screen} has no ligand ${place}: the first is 1.`);
  }
}

const mediaTypes: Readonly<Record<ResultFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

const summaries: Readonly<Record<ResultFormat, string>> = {
  csv: "A screen's results as CSV",
  jsonl: "A screen's results, a JSON object a line",
};

const orders =
  "The tightest first, those without a figure last; what is not predicted yet is there with its " +
  "state. A duplicate has the rank and the figures of the molecule that it is. ";

const descriptions: Readonly<Record<ResultFormat, string>> = {
  csv: `${orders}Text that a spreadsheet would take for a formula has an apostrophe before it.`,
  jsonl: `${orders}The objects are those of \`/screens/{screen_id}/ligands\`.`,
};

/** Adds the routes. */
export function ligandRoutes(
  app: FastifyInstance,
  { database }: { readonly database: Database },
): void {
  const config = { identity: "user" as const };
  const tags = ["affinity"];
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/screens/:screen_id/ligands",
    {
      config,
      schema: {
        tags,
        summary: "Ligands of a screen, ranked, with what is known of each by now",
        params: named,
        querystring: screenLigandQuery,
        response: { 200: screenLigandPage },
      },
    },
    ({ identity, params, query: { limit, ...query } }) =>
      asUser(database, identity, async (session) => {
        const { screen_id: id } = params;
        const { engine } = await screenWithin(session, id);
        // One more than asked for shows whether there is a next page.
        const places = await placesOf(session, id, { ...query, limit: limit + 1 });
        const page = places.slice(0, limit);
        return {
          ligands: await ligandsAt(session, id, page, engine),
          next: places.length > limit ? page.at(-1)!.place : null,
        };
      }),
  );

  routes.get(
    "/screens/:screen_id/ligands/:place",
    {
      config,
      schema: {
        tags,
        summary: "A ligand of a screen, with all that its prediction found",
        params: named.extend({ place: wholeText(1, 1_000_000) }),
        querystring: noQuery,
        response: { 200: screenLigandDetail },
      },
    },
    ({ identity, params: { screen_id: id, place } }) =>
      asUser(database, identity, async (session) => {
        const { engine } = await screenWithin(session, id);
        const found = await ligandDetail(session, id, place, engine);
        if (found === undefined) throw new NoSuchLigandError(id, place);
        return found;
      }),
  );

  for (const format of ["csv", "jsonl"] as const) {
    const type = mediaTypes[format];
    routes.get(
      `/screens/:screen_id/results.${format}`,
      {
        config,
        schema: {
          tags,
          summary: summaries[format],
          description: descriptions[format],
          params: named,
          querystring: noQuery,
          response: { 200: { description: "The results", content: { [type]: text } } },
        },
      },
      async ({ identity, params: { screen_id: id } }, reply) => {
        // What is refused is refused before the first line.
        await getScreen(database, identity, id);
        const lines = resultText(database, identity, id, format);
        return reply
          .type(type)
          .header("content-disposition", `attachment; filename="screen-${id}.${format}"`)
          .send(Readable.from(lines, { objectMode: false }));
      },
    );
  }
}

// A stream, which is no string to be serialized.
const text = { schema: z.any().meta({ type: "string" }) };
