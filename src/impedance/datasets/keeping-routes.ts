/** Datasets over HTTP: which there are, changed, deleted. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import {
  changedDataset,
  datasetChange,
  datasetPage,
  datasetStatus,
  deletedDataset,
} from "./answers.ts";
import { countDatasets } from "./counts.ts";
import { listed } from "./listed.ts";
import { keyOf, named } from "./named.ts";
import { pageQuery } from "./newest-first.ts";
import { changeDataset, forgetDataset, listDatasets } from "./registry.ts";
import type { UploadService } from "./upload.ts";

const noQuery = z.strictObject({});
const tags = ["datasets"];
const anyone = { identity: "anyone" } as const;
const user = { identity: "user" } as const;

/** Adds the routes. */
export function keepingRoutes(
  app: FastifyInstance,
  { database, blobs, opened }: UploadService,
): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    "/api/status",
    {
      config: anyone,
      schema: {
        tags,
        summary: "Whether the instrument works, and what it has",
        querystring: noQuery,
        response: { 200: datasetStatus },
      },
    },
    async ({ identity }) => {
      const counts = await countDatasets(database, identity, opened.keys());
      return {
        status: "online" as const,
        loaded_datasets: counts.among,
        available_files: counts.available,
        directories: counts.directories,
        memory_usage: `${(process.memoryUsage.rss() / 2 ** 20).toFixed(1)} MB`,
      };
    },
  );

  routes.get(
    "/api/datasets",
    {
      config: anyone,
      schema: {
        tags,
        summary: "Your datasets and the public ones, the newest first",
        querystring: pageQuery,
        response: { 200: datasetPage },
      },
    },
    async ({ identity, query }) => {
      const [{ datasets, next }, { directories }] = await Promise.all([
        listDatasets(database, identity, query),
        countDatasets(database, identity),
      ]);
      return {
        status: "success" as const,
        datasets: datasets.map((dataset) => listed(dataset, opened)),
        directories,
        next,
      };
    },
  );

  routes.patch(
    "/api/datasets/:filename",
    {
      config: user,
      schema: {
        tags,
        summary: "Publish a dataset, rename it, put it into a session",
        params: named,
        querystring: noQuery,
        body: datasetChange,
        response: { 200: changedDataset },
      },
    },
    async ({ identity, params, body: { is_public: isPublic, name, session } }) => {
      const change = { isPublic, name, session };
      const dataset = await changeDataset(database, identity, params.filename, change);
      return { status: "success" as const, dataset: listed(dataset, opened) };
    },
  );

  routes.delete(
    "/api/datasets/:filename",
    {
      config: user,
      schema: {
        tags,
        summary: "Delete a dataset: its file, and what is known of it",
        params: named,
        querystring: noQuery,
        response: { 200: deletedDataset },
      },
    },
    async ({ identity, params }) => {
      await forgetDataset(database, identity, params.filename, (dataset) =>
        blobs.delete(keyOf(dataset)),
      );
      return { status: "success" as const, filename: params.filename };
    },
  );
}
