/** `retort datasets tag`, `tags` and `untag`: rows of a dataset that people marked. */
import { Command } from "commander";
import { listTags, ProblemError, putTag, removeTag } from "#src/client/index.ts";
import { datasetName } from "#src/impedance/sweep-fields.ts";
import { tagTable } from "./dataset-text.ts";
import { flagOf, UsageError } from "./flags.ts";
import { type RemoteOptions, remote } from "./remote.ts";

interface TagOptions extends RemoteOptions {
  readonly json?: boolean;
}

interface ListOptions extends TagOptions {
  readonly cursor?: string;
}

interface PutOptions extends TagOptions {
  readonly label: string;
  readonly notes?: string;
  readonly category?: string;
  readonly reference?: boolean;
}

/** The commands about tags. */
export function addTagCommands(add: (command: Command) => unknown): void {
  const aboutDataset = (name: string) =>
    new Command(name).argument("<name>", "the dataset's filename");
  add(
    aboutDataset("tag")
      .argument("<rank>", "the row's rank: 1 is the best")
      .description("Tag a row of a dataset, in place of your own tag of that rank.")
      .requiredOption("--label <text>", "what it is")
      .option("--notes <text>", "what else there is to say")
      .option("--category <text>", "which kind it is of")
      .option("--reference", "others are to be compared with it")
      .action(put),
  );
  add(
    aboutDataset("tags")
      .description("List a dataset's tags, the newest first.")
      .option("--cursor <cursor>", "go on after the page that ended with this")
      .action(list),
  );
  add(
    aboutDataset("untag")
      .argument("<rank>", "the row's rank")
      .description("Remove your own tag of that rank.")
      .action(remove),
  );
}

async function put(name: string, rank: string, options: PutOptions): Promise<void> {
  const { label, notes, category, reference: is_reference_model } = options;
  const tag = { rank: rankOf(rank), label, notes, category, is_reference_model };
  const saved = await putTag(namedDataset(name), tag, remote(options)).catch(asBadWords);
  if (options.json) return console.log(JSON.stringify(saved, null, 2));
  console.log(`Rank ${saved.tag.rank} of ${name} is “${saved.tag.label}”.`);
}

async function list(name: string, options: ListOptions): Promise<void> {
  const page = await listTags(namedDataset(name), { cursor: options.cursor }, remote(options));
  if (options.json) return console.log(JSON.stringify(page, null, 2));
  if (page.tags.length === 0) return console.error(`${name} has no tags.`);
  for (const line of tagTable(page.tags, process.stdout)) console.log(line);
  if (page.next !== null) console.error(`There are more: --cursor ${page.next}`);
}

async function remove(name: string, rank: string, options: TagOptions): Promise<void> {
  await removeTag(namedDataset(name), rankOf(rank), remote(options));
  if (options.json) return console.log(JSON.stringify({ status: "success" }));
  console.log(`Rank ${rank} of ${name} has no tag of yours any more.`);
}

/** The name, once it is clear that it may be a dataset's. */
export function namedDataset(name: string): string {
  if (datasetName.test(name)) return name;
  const message = `"${name}" is no dataset's name, which is as \`retort datasets list\` shows`;
  throw new UsageError([{ flag: "name", message }]);
}

/** For a server's refusal: the rank is no flag. */
function asBadWords(error: unknown): never {
  if (!(error instanceof ProblemError) || error.errors.length === 0) throw error;
  const bad = error.errors.map(({ path, message }) => ({
    flag: path === "rank" ? path : flagOf(path),
    message,
  }));
  throw new UsageError(bad);
}

function rankOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const message = `"${text}" is no rank, which is 1 for the best, 2 for the next`;
  throw new UsageError([{ flag: "rank", message }]);
}
