/** `POST /validate/protein`, `POST /validate/ligand` and `GET /examples`, for whoever asks. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod";
import { object } from "#src/schema/objects.ts";
import { examples, examplesAnswer } from "../examples.ts";
import type { LigandReader } from "../ligand/reader.ts";
import { validateProtein } from "../protein.ts";
import { ligandValidation, proteinValidation } from "../validation.ts";

/** What the routes need. */
export interface ValidationService {
  readonly reader: Pick<LigandReader, "read">;
}

/** Largest body, in bytes. What is too long to be predicted is told so, up to here. */
const BODY_LIMIT = 4 * 1024 ** 2;

const text = z.string("must be text");

/** Adds the routes. */
export async function validationRoutes(
  app: FastifyInstance,
  { reader }: ValidationService,
): Promise<void> {
  const config = { identity: "anyone" as const };
  const tags = ["affinity"];
  const querystring = z.strictObject({});
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    "/validate/protein",
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        summary: "Whether a protein can be predicted, and what is odd about it",
        description: "200 whether it can or not: `valid` says so.",
        querystring,
        body: object({
          sequence: text.describe("Letters of amino acids, or FASTA with one record"),
        }),
        response: { 200: proteinValidation },
      },
    },
    ({ body }) => validateProtein(body.sequence),
  );

  routes.post(
    "/validate/ligand",
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        summary: "Whether a ligand can be predicted, and what it is",
        description:
          "200 whether it can or not: `valid` says so. Descriptors and drawing are of what would be " +
          "predicted, which of a salt is the largest part.",
        querystring,
        body: object({ smiles: text.describe("SMILES, or a mol block") }),
        response: { 200: ligandValidation },
      },
    },
    ({ body }) => reader.read(body.smiles, "drawn"),
  );

  routes.get(
    "/examples",
    {
      config,
      schema: {
        tags,
        summary: "Proteins and ligands that run as they are",
        querystring,
        response: { 200: examplesAnswer },
      },
    },
    () => examples,
  );
}
