/** The files on their way to the server. */
import { Button, CloseButton } from "@mantine/core";
import { bytes } from "../app/bytes.ts";
import { Progress } from "../jobs/state.tsx";
import { giveUp, type Upload, useUploads } from "./uploads.ts";
import "../jobs/failure.css";
import "./making.css";

/** How an upload's state looks: as a job's that is as far. */
const looks = {
  waiting: "queued",
  sending: "running",
  checking: "running",
  failed: "failed",
} as const;

/** A list; nothing where there is none. */
export function UploadList() {
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  return (
    <ul className="rows making" aria-label="Uploads">
      {uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

interface UploadRowProps {
  readonly upload: Upload;
}

function UploadRow({ upload: { id, filename, size, state, sent, problems } }: UploadRowProps) {
  const look = looks[state];
  return (
    <li data-state={look}>
      <div className="what">
        <b>{filename}</b>
        <span className="job-state" data-state={look}>
          {state}
        </span>
        <span className="dim">{bytes(size)}</span>
      </div>
      {state === "failed" ? (
        <span />
      ) : (
        <Progress job={{ progress: sent, state: look }} name={filename} />
      )}
      <p className="says dim">
        {state === "checking" && "All of it is there; the server looks through it."}
      </p>
      <div className="do">
        {state === "failed" ? (
          <CloseButton size="sm" aria-label={`Dismiss ${filename}`} onClick={() => giveUp(id)} />
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Cancel ${filename}`}
            onClick={() => giveUp(id)}
          >
            Cancel
          </Button>
        )}
      </div>
      {problems.length > 0 && (
        <div className="job-failure" role="alert">
          <p>It is not kept:</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
