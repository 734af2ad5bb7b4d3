/** `retort examples`: proteins and ligands that `predict` and `screen` know by name. */
import { Command } from "commander";
import { examples } from "#src/affinity/examples.ts";
import { type Display, tableLines } from "./table.ts";

/** The command. */
export function examplesCommand(): Command {
  return new Command("examples")
    .description("List proteins and ligands that can be named in a prediction.")
    .helpGroup("Instruments:")
    .option("--json", "print all there is to say of them, as JSON")
    .action(run);
}

function run({ json }: { readonly json?: boolean }): void {
  const lines = json ? [JSON.stringify(examples, null, 2)] : exampleLines(process.stdout);
  for (const line of lines) console.log(line);
}

/** The examples as two tables. */
function exampleLines(display: Display): string[] {
  const { proteins, ligands } = examples;
  const name = <T extends { readonly name: string }>(title: string, all: readonly T[]) => ({
    title,
    cells: all.map(({ name }) => name),
  });
  const about = <T extends { readonly description: string }>(all: readonly T[]) => ({
    title: "WHAT IT IS",
    cells: all.map(({ description }) => description),
  });
  const fit = { cut: { title: "WHAT IT IS", least: 16 } };
  const residues = {
    title: "RESIDUES",
    cells: proteins.map(({ sequence }) => String(sequence.length)),
    align: "right" as const,
  };
  const smiles = { title: "SMILES", cells: ligands.map(({ smiles }) => smiles) };
  return [
    ...tableLines([name("PROTEIN", proteins), residues, about(proteins)], display, fit),
    "",
    ...tableLines([name("LIGAND", ligands), smiles, about(ligands)], display, fit),
  ];
}
