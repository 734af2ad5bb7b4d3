/** The files of a prediction, to take home. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { JobFile } from "#src/client/index.ts";
import { bytes } from "../../app/bytes.ts";
import { useAsker } from "../../app/queries.ts";
import { save } from "../../plot/save.ts";
import { archiveOf, type NamedFile } from "./archive.ts";
import { fileOf } from "./files.ts";
import "./files-panel.css";

interface FilesPanelProps {
  readonly job: string;
  readonly files: readonly JobFile[] | undefined;
  /** Why they cannot be listed. */
  readonly trouble: string | undefined;
  /** Files of a demonstration are called so where they are saved. */
  readonly isInvented: boolean;
}

/** Each file with its size and checksum, and all of them at once. */
export function FilesPanel({ job, files, trouble, isInvented }: FilesPanelProps) {
  const { options } = useAsker();
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState("");
  const stop = useRef<AbortController>(undefined);
  const [isBusy, setBusy] = useState(false);
  const take = async (wanted: readonly JobFile[], name: string) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setBusy(true);
    setProblem("");
    try {
      const fetched: NamedFile[] = [];
      for (const file of wanted) {
        setSaid(`Fetching ${file.name}…`);
        fetched.push({
          name: file.name,
          content: await fileOf(job, file.name, { ...options, signal }),
        });
      }
      const [only] = fetched;
      save(wanted.length === 1 ? only!.content : await archiveOf(fetched), name);
      setSaid(`${name} saved.`);
    } catch (error) {
      setSaid("");
      if (!signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const total = files?.reduce((sum, { size }) => sum + size, 0) ?? 0;
  return (
    <section className="files part" aria-label="Files">
      <div className="heading">
        <h2>Files</h2>
        {files !== undefined && files.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              isBusy
                ? stop.current?.abort()
                : void take(
                    files,
                    `${isInvented ? "demonstration" : "prediction"}-${job.slice(0, 8)}.zip`,
                  )
            }
          >
            {isBusy ? "Cancel" : `All, ${bytes(total)}`}
          </Button>
        )}
      </div>
      {(problem || trouble) && (
        <p className="error" role="alert">
          {problem || trouble}
        </p>
      )}
      {files?.length === 0 && <p className="dim">This prediction has no files.</p>}
      <ul>
        {files?.map((file) => (
          <li key={file.name}>
            <button
              type="button"
              aria-label={`Download ${file.name}`}
              disabled={isBusy}
              onClick={() =>
                void take([file], isInvented ? `demonstration-${file.name}` : file.name)
              }
            >
              {file.name}
            </button>
            <span className="dim">{bytes(file.size)}</span>
            <code className="dim" title={`SHA-256 ${file.sha256}`}>
              sha256 {file.sha256.slice(0, 12)}
            </code>
          </li>
        ))}
      </ul>
      <p className="dim said" role="status">
        {said}
      </p>
    </section>
  );
}
