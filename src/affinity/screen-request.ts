/**
 * What `POST /screens` may be asked: one protein, many ligands, and the options of `POST /predict`, the
 * same for all of them. Whether each ligand is a molecule is found by the job.
 */
import * as z from "zod";
import { object } from "#src/schema/objects.ts";
import { line } from "#src/schema/text.ts";
import { ligandLimits } from "./ligand.ts";
import {
  type LigandEntry,
  LigandListError,
  type LigandListFormat,
  ligandListLimits,
  parseLigandList,
} from "./ligand-list.ts";
import { predictionRequest } from "./request.ts";

/** A ligand in an array: its SMILES, or that with a name. */
export type ScreenLigandItem = string | { readonly smiles: string; readonly name?: string };

/** How a list in one text is written. */
export const ligandListFormats = ["csv", "smiles", "sdf", "json"] as const satisfies readonly [
  LigandListFormat,
  ...LigandListFormat[],
];

// Which item is wrong, and why, is said when the list is read: a union would say that all of it is. Nor is
// one that is too long looked through here.
const ligandArray = z.custom<readonly ScreenLigandItem[]>(Array.isArray).meta({
  type: "array",
  maxItems: ligandListLimits.ligands,
  items: {
    anyOf: [
      { type: "string", description: "SMILES" },
      {
        type: "object",
        required: ["smiles"],
        properties: {
          smiles: { type: "string" },
          name: {
            type: "string",
            description: `At most its first ${ligandListLimits.name} letters`,
          },
        },
      },
    ],
  },
});

const { ligand: _, complex: __, ...sharedFields } = predictionRequest.shape;

/** What all predictions of a screen have in common, as it is stored. */
export const screenOptions = object(sharedFields).superRefine(addFaults);

/** What all predictions of a screen have in common. */
export type ScreenOptions = z.output<typeof screenOptions>;

/** The schema of a request to screen. Its list is read by `listedLigands`. */
export const screenRequest = object({
  ...sharedFields,
  ligands: z
    .union([ligandArray, z.string()], "must be an array, or a text and its format")
    .describe(
      `At most ${ligandListLimits.ligands}: an array of SMILES or of {smiles, name}, or one text`,
    ),
  format: z
    .enum(ligandListFormats, `must be one of ${ligandListFormats.join(", ")}`)
    .optional()
    .describe("How the text is written; only beside a text"),
  name: line(1, 255).optional().describe("What people call it. Default: how many ligands"),
}).superRefine(({ ligands, format, name: ___, ...options }, context) => {
  addFaults(options, context);
  const isText = typeof ligands === "string";
  if (isText === (format !== undefined)) return;
  const message = isText
    ? `is needed where ligands is a text: one of ${ligandListFormats.join(", ")}`
    : "must be left out where ligands is an array";
  context.addIssue({ code: "custom", path: ["format"], message });
});

/** A request to screen, as it is sent. */
export type ScreenRequest = z.input<typeof screenRequest>;

/** The ligands of a request's list, which may be none that can be predicted. */
export type ListedLigands = Pick<z.output<typeof screenRequest>, "ligands" | "format">;

/**
 * The ligands that a request lists, in their order.
 * @throws LigandListError naming the line, or the place in the array, that cannot be used
 */
export function listedLigands({ ligands, format = "json" }: ListedLigands): LigandEntry[] {
  if (typeof ligands !== "string" && ligands.length > ligandListLimits.ligands) {
    throw new LigandListError(
      `The list has ${ligands.length} ligands; at most ${ligandListLimits.ligands} are taken.`,
    );
  }
  const text = typeof ligands === "string" ? ligands : JSON.stringify(ligands);
  const wrong = (line: number, message: string) =>
    format === "json"
      ? new LigandListError(`Ligand ${line}: ${message}`)
      : new LigandListError(message, line);
  return parseLigandList(text, format).map(({ structure, name, line }) => {
    if (structure.length > ligandLimits.molBlockCharacters) {
      const most = ligandLimits.molBlockCharacters;
      const message = `the structure has ${structure.length} characters; at most ${most} are read.`;
      throw wrong(line, message);
    }
    if (`${structure}${name ?? ""}`.includes("\0")) {
      throw wrong(line, "it has the character 0, which no text can hold.");
    }
    return {
      structure: structure.toWellFormed(),
      ...(name !== undefined && { name: name.toWellFormed() }),
      line,
    };
  });
}

/** The request to predict one ligand of a screen. */
export function predictionOf(options: ScreenOptions, smiles: string) {
  // Two chains cannot have one id.
  const id = options.protein.id === "B" ? "A" : "B";
  return { ...options, ligand: { smiles, id } };
}

/** Adds what `POST /predict` would refuse of the options. */
function addFaults(options: ScreenOptions, context: z.RefinementCtx): void {
  const { ligand } = predictionOf(options, "C");
  // A route may take more, as a priority, which is not the predictions'.
  const own = Object.entries(options).filter(([name]) => name in sharedFields);
  const parsed = predictionRequest.safeParse({ ...Object.fromEntries(own), ligand });
  for (const { path, message } of parsed.error?.issues ?? []) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
}
