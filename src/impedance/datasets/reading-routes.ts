/** What is in a dataset, over HTTP: its description, its best rows, spectra, and what a search finds. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { binary } from "#src/http/file.ts";
import { untilGone } from "#src/http/leaving.ts";
import { accepts } from "#src/schema/accept.ts";
import { wholeText } from "#src/schema/numbers.ts";
import type { Database } from "#src/storage/database.ts";
import type { Identity } from "#src/storage/identity.ts";
import {
  bestResults,
  foundSets,
  loadedDataset,
  mostRows,
  setSearch,
  spectra,
  spectrumRequest,
} from "./answers.ts";
import { checkIndices, checkNumbers } from "./bad-fields.ts";
import type { Dataset } from "./dataset-row.ts";
import { keyOf, named } from "./named.ts";
import { NumberArray } from "./number-text.ts";
import type { OpenedDatasets } from "./opened.ts";
import { rangesOf } from "./ranges.ts";
import { findDataset } from "./registry.ts";
import { sendData } from "./reply.ts";
import { search } from "./search.ts";

/** Most numbers of one answer: up to 64 MiB either way. */
const mostNumbers = { binary: 2 ** 24, json: 2 ** 22 } as const;

/** What the routes need. */
export interface ReadingService {
  readonly database: Database;
  readonly opened: OpenedDatasets;
}

/** Adds the routes. Whoever may see a dataset may read it; those that are public, anyone. */
export function readingRoutes(app: FastifyInstance, { database, opened }: ReadingService): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { identity: "anyone" } as const;
  const tags = ["datasets"];

  /** A dataset that somebody may see, opened. */
  async function open(identity: Identity, filename: string) {
    const dataset: Dataset = await findDataset(database, identity, filename);
    return { dataset, file: await opened.open(keyOf(dataset), dataset) };
  }

  routes.post(
    "/api/load/:filename",
    {
      config,
      schema: {
        tags,
        summary: "What is in a dataset",
        description:
          "Nothing needs to be loaded here: every other request opens the file by itself. This one " +
          "validates it, and tells its metadata and the range of each parameter.",
        params: named,
        response: { 200: loadedDataset },
      },
    },
    async ({ identity, params }, reply) => {
      const { dataset, file } = await open(identity, params.filename);
      const ranges = await rangesOf(file, untilGone(reply));
      const { filename, location } = dataset;
      return {
        status: "success" as const,
        metadata: {
          filename,
          storage_location: location,
          user_generated: location === "user_generated",
          ready_for_registration: true,
          ...file.metadata,
        },
        dataset_info: {
          n_parameters: file.parameterSets,
          n_frequencies: file.frequencies.length,
          frequencies: [...file.frequencies],
          parameter_ranges: Object.fromEntries(
            file.parameterNames.map((name, i) => [
              name.toLowerCase(),
              { ...ranges[i], unit: file.parameterUnits[i]! },
            ]),
          ),
        },
      };
    },
  );

  routes.get(
    "/api/best-results/:filename",
    {
      config,
      schema: {
        tags,
        summary: "The best rows of a dataset",
        params: named,
        querystring: z.strictObject({
          n: wholeText(1, mostRows.best).default(1000).describe("How many rows, from the best on"),
        }),
        response: { 200: json("Rows of the dataset", bestResults) },
      },
    },
    async ({ identity, params, query }, reply) => {
      const { file } = await open(identity, params.filename);
      const n = Math.min(query.n, file.parameterSets);
      checkNumbers("n", n * file.parameters.width, mostNumbers.json);
      const signal = untilGone(reply);
      const [parameters, resnorms] = await Promise.all([
        file.parameters.read(0, n, signal),
        file.resnorms.read(0, n, signal),
      ]);
      return sendData(reply, {
        parameters: new NumberArray(parameters, [n, file.parameters.width]),
        resnorms: new NumberArray(resnorms),
        indices: new NumberArray(Uint32Array.from({ length: n }, (_, i) => i)),
        param_names: file.parameterNames,
        param_units: file.parameterUnits,
        n_total: file.parameterSets,
        best_resnorm: file.bestResnorm,
      });
    },
  );

  routes.post(
    "/api/spectrum/:filename",
    {
      config,
      schema: {
        tags,
        summary: "Spectra of a dataset",
        description:
          "With `Accept: application/octet-stream` the spectra alone, float32, little-endian; " +
          "`X-Shape` says rows, frequencies and columns.",
        params: named,
        body: spectrumRequest,
        response: {
          200: {
            description: "Spectra in the order of the indices",
            content: {
              "application/json": { schema: spectra },
              "application/octet-stream": binary,
            },
          },
        },
      },
    },
    async ({ identity, params, body: { indices }, headers }, reply) => {
      const { file } = await open(identity, params.filename);
      const isBinary = accepts("application/octet-stream", headers.accept);
      const shape = [indices.length, file.frequencies.length, file.columns.length];
      checkIndices(indices, file.parameterSets);
      const most = isBinary ? mostNumbers.binary : mostNumbers.json;
      checkNumbers("indices", indices.length * file.spectra.width, most);
      const values = await file.spectra.at(indices, untilGone(reply));
      if (isBinary) {
        const floats = new Float32Array(values);
        return reply
          .type("application/octet-stream")
          .header("x-shape", shape.join(", "))
          .header("x-columns", file.columns.join(", "))
          .send(Buffer.from(floats.buffer));
      }
      return sendData(reply, {
        frequencies: file.frequencies,
        spectra: new NumberArray(values, shape),
        spectrum_columns: file.columns,
        freq_range: [file.freqMin, file.freqMax],
      });
    },
  );

  routes.post(
    "/api/search/:filename",
    {
      config: { ...config, isBodyOptional: true },
      schema: {
        tags,
        summary: "Rows that are good enough, and whose parameters lie within ranges",
        params: named,
        body: setSearch,
        response: { 200: json("Rows, the best first", foundSets) },
      },
    },
    async ({ identity, params, body }, reply) => {
      const { file } = await open(identity, params.filename);
      checkNumbers("limit", body.limit * file.parameters.width, mostNumbers.json);
      const found = await search(file, body, untilGone(reply));
      const count = found.indices.length;
      return sendData(reply, {
        indices: new NumberArray(found.indices),
        parameters: new NumberArray(found.parameters, [count, file.parameters.width]),
        resnorms: new NumberArray(found.resnorms),
        count,
        total_searched: file.parameterSets,
      });
    },
  );
}

/** Documents an answer in JSON that is a stream, and needs no serializing. */
function json(description: string, schema: z.ZodType) {
  return { description, content: { "application/json": { schema } } };
}
