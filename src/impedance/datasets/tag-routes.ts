/** `/api/datasets/{filename}/tags`: rows of a dataset that people marked, over HTTP. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { BadFieldsError } from "#src/schema/bad-fields.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import { done, savedTag, tagPage, tagRequest } from "./answers.ts";
import type { Dataset } from "./dataset-row.ts";
import { keyOf, named } from "./named.ts";
import { pageQuery } from "./newest-first.ts";
import type { OpenedDatasets } from "./opened.ts";
import { findDataset } from "./registry.ts";
import { listTags, type NewTag, putTag, removeTag } from "./tags.ts";

/** What the routes need. */
export interface TagService {
  readonly database: Database;
  readonly opened: OpenedDatasets;
}

const noQuery = z.strictObject({});

/** Adds the routes. */
export function tagRoutes(app: FastifyInstance, { database, opened }: TagService): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { identity: "user" } as const;
  const tags = ["datasets"];
  const status = "success" as const;

  routes.get(
    "/api/datasets/:filename/tags",
    {
      config,
      schema: {
        tags,
        summary: "Rows of a dataset that people marked, the newest tag first",
        params: named,
        querystring: pageQuery,
        response: { 200: tagPage },
      },
    },
    async ({ identity, params, query }) => {
      const { id } = await findDataset(database, identity, params.filename);
      return { status, ...(await listTags(database, identity, id, query)) };
    },
  );

  routes.post(
    "/api/datasets/:filename/tags",
    {
      config,
      schema: {
        tags,
        summary: "Mark a row of a dataset",
        description:
          "In place of your own tag of the same rank; others' stay. The row's parameters and resnorm " +
          "are kept with the tag as the file has them.",
        params: named,
        querystring: noQuery,
        body: tagRequest,
        response: { 200: savedTag },
      },
    },
    async ({ identity, params, body: { is_reference_model, ...marks } }) => {
      const dataset = await findDataset(database, identity, params.filename);
      const tag = {
        ...marks,
        isReference: is_reference_model,
        ...(await rowAt(dataset, marks.rank)),
      };
      return { status, tag: await putTag(database, identity, dataset.id, tag) };
    },
  );

  routes.delete(
    "/api/datasets/:filename/tags/:rank",
    {
      config,
      schema: {
        tags,
        summary: "Remove your own tag",
        params: named.extend({ rank: wholeText(1, Number.MAX_SAFE_INTEGER) }),
        querystring: noQuery,
        response: { 200: done },
      },
    },
    async ({ identity, params }) => {
      const { id } = await findDataset(database, identity, params.filename);
      await removeTag(database, identity, id, params.rank);
      return { status };
    },
  );

  /** What the file has in the row of a rank. */
  async function rowAt(
    dataset: Dataset,
    rank: number,
  ): Promise<Pick<NewTag, "resnorm" | "parameters">> {
    const file = await opened.open(keyOf(dataset), dataset);
    if (rank > file.parameterSets) {
      const message = `must be a whole number from 1 to ${file.parameterSets}, but is ${rank}`;
      throw new BadFieldsError([{ path: "rank", message }]);
    }
    const [parameters, resnorms] = await Promise.all([
      file.parameters.read(rank - 1, rank),
      file.resnorms.read(rank - 1, rank),
    ]);
    return {
      resnorm: resnorms[0]!,
      parameters: Object.fromEntries(file.parameterNames.map((name, i) => [name, parameters[i]!])),
    };
  }
}
