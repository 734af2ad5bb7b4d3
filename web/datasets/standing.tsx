/** Whose a dataset is, who sees it, and how its file is. */
import type { ListedDataset } from "#src/client/index.ts";
import "./standing.css";

interface StandingProps {
  readonly dataset: ListedDataset;
}

/** Whether the file can be opened: it is there, and nothing is wrong with it. */
export function isReadable({ available, problems }: ListedDataset): boolean {
  return available && problems.length === 0;
}

/** A line of words; what is wrong with the file is listed below it. */
export function Standing({ dataset }: StandingProps) {
  const { is_public: isPublic, problems } = dataset;
  const isSample = dataset.type === "precomputed";
  return (
    <>
      <p className="standing">
        <span className="dim">{ownerOf(dataset)}</span>
        {!isSample && <span className="dim">{isPublic ? "public" : "private"}</span>}
        <StatusWord dataset={dataset} />
      </p>
      {problems.length > 0 && (
        <ul className="file-problems" aria-label="Problems">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** In words and colour: whether the file is there and whole. */
function StatusWord({ dataset: { available, problems } }: StandingProps) {
  if (!available) return <span data-file="missing">missing: its file is not there</span>;
  if (problems.length > 0) return <span data-file="broken">has problems</span>;
  return <span data-file="available">available</span>;
}

function ownerOf({ type, is_own: isOwn, owner_name: name, owner }: ListedDataset): string {
  if (type === "precomputed") return "sample";
  if (isOwn) return "yours";
  return name ?? `of user ${owner?.slice(0, 8)}`;
}
