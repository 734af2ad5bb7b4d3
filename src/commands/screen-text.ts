/** Screens and their ligands as lines of a terminal. */
import { concentrationText } from "#src/affinity/units.ts";
import type { Screen, ScreenLigand } from "#src/client/index.ts";
import { shortTime } from "./job-text.ts";
import { invented } from "./prediction-text.ts";
import { type Display, inOneLine, tableLines } from "./table.ts";

/** Screens as a table with a head, one line a screen. */
export function screenTable(screens: readonly Screen[], display: Display): string[] {
  const column = (title: string, read: (screen: Screen) => string) => ({
    title,
    cells: screens.map((screen) => inOneLine(read(screen))),
  });
  const right = { align: "right" } as const;
  const columns = [
    column("ID", ({ screen_id: id }) => id),
    column("STATE", stateOf),
    { ...column("LIGANDS", ({ ligands }) => String(ligands)), ...right },
    { ...column("FOUND", ({ counts }) => String(counts.completed)), ...right },
    column("ENGINE", ({ engine }) => engine),
    column("CREATED", ({ created_at: at }) => shortTime(at)),
    column("NAME", ({ name }) => name),
  ];
  const spare = ["CREATED", "ENGINE", "LIGANDS", "FOUND"];
  return tableLines(columns, display, { spare, cut: { title: "NAME", least: 16 } });
}

/** Everything about one screen but its ligands, a line each. */
export function screenLines(screen: Screen, display: Display): string[] {
  const { screen_id: id, name, protein, engine, job } = screen;
  const { sequence } = protein;
  const fields: [name: string, text: string][] = [
    ["id", id],
    ["name", name],
    ["state", stateOf(screen)],
    ["ligands", `${screen.ligands}: ${countsText(screen)}`],
    ["error", job?.error ? `${job.error.message} (${job.error.code})` : ""],
    [
      "protein",
      `${sequence.length} residues, ${sequence.slice(0, 30)}${sequence.length > 30 ? "…" : ""}`,
    ],
    ["engine", engine],
    ["job", job?.job_id ?? ""],
    ["created", shortTime(screen.created_at)],
  ];
  const lines = fields.flatMap(([name, text]) =>
    text === "" ? [] : [`${name.padEnd(9)} ${inOneLine(text)}`],
  );
  return screen.simulated ? [invented(display), ...lines] : lines;
}

/** The state of the job that works on it; whose job was deleted for its age has ended. */
function stateOf({ job }: Screen): string {
  return job?.state ?? "ended";
}

/** How many ligands are in which state, those of none left out. */
export function countsText({ counts }: Pick<Screen, "counts">): string {
  const words = {
    completed: "predicted",
    waiting: "waiting",
    given: "not looked at yet",
    duplicate: "the same as another",
    rejected: "rejected",
    failed: "failed",
  } as const satisfies Record<keyof Screen["counts"], string>;
  const parts = Object.entries(words).flatMap(([state, word]) => {
    const count = counts[state as keyof typeof words];
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.join(", ");
}

/** Ligands as a table in their order, one line a ligand. */
export function ligandTable(ligands: readonly ScreenLigand[], display: Display): string[] {
  const column = (title: string, read: (ligand: ScreenLigand) => string | undefined) => ({
    title,
    cells: ligands.map((ligand) => inOneLine(read(ligand) ?? "–")),
  });
  const right = { align: "right" } as const;
  const columns = [
    { ...column("RANK", ({ rank }) => rank?.toString()), ...right },
    column("NAME", nameOf),
    {
      ...column("IC50", ({ ic50_nm: c }) => (c === undefined ? c : concentrationText(c))),
      ...right,
    },
    { ...column("PIC50", ({ pic50 }) => pic50?.toFixed(2)), ...right },
    { ...column("BINDS", ({ affinity_probability_binary: p }) => p?.toFixed(2)), ...right },
    { ...column("SPREAD", ({ spread }) => spread?.toFixed(2)), ...right },
    column("SMILES", ({ canonical_smiles: canonical, smiles }) => canonical ?? smiles),
  ];
  return tableLines(columns, display, {
    spare: ["SPREAD", "PIC50", "SMILES"],
    cut: { title: "SMILES", least: 16 },
  });
}

/**
 * Why ligands were rejected, a line each, and how many more there are.
 * @param all rejected ligands of the screen, of which `first` may be the first few
 */
export function rejectionLines(first: readonly ScreenLigand[], all: number): string[] {
  const lines = first.map((ligand) => {
    const why = ligand.reasons.map(({ message }) => message).join(" ");
    return inOneLine(`Rejected: ${nameOf(ligand)}: ${why}`);
  });
  const more = all - first.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

/** What a ligand is called; one without a name by its place in the list. */
function nameOf({ name, place }: ScreenLigand): string {
  return name === "" ? `at ${place}` : name;
}
