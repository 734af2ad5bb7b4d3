/** The models of a dataset that somebody marked. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { ListedDataset, Tag } from "#src/client/index.ts";
import { useAsker } from "../app/queries.ts";
import { shortQuantity } from "../impedance/ranking/wording.ts";
import type { MatterProps } from "./matter.ts";
import { useTags, useUntagging } from "./queries.ts";
import { TagForm } from "./tag-form.tsx";
import { Trouble } from "./trouble.tsx";
import "./tags.css";

/** The list, and the form for another or a changed one. */
export function Tags({ dataset, onClose }: MatterProps) {
  const { known } = useAsker();
  const { data, error, isPending } = useTags(dataset.filename);
  const untagging = useUntagging(dataset.filename);
  const [edited, setEdited] = useState<Tag>();
  const body = useRef<HTMLDivElement>(null);
  const begin = (tag?: Tag) => {
    setEdited(tag);
    // A button that is gone leaves its focus to the form.
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>("input:enabled")?.focus());
  };
  const tags = data?.tags ?? [];
  return (
    <div className="matter" ref={body}>
      {tags.length > 0 && (
        <ul className="tag-list" aria-label="Tags">
          {tags.map((tag) => (
            <TagLine
              key={tag.id}
              tag={tag}
              dataset={dataset}
              onOpen={onClose}
              onEdit={() => begin(tag)}
              onRemove={() => untagging.mutate(tag.rank, { onSuccess: () => begin() })}
            />
          ))}
        </ul>
      )}
      {!isPending && tags.length === 0 && error === null && (
        <p className="dim">
          No model of this dataset is tagged. A tag marks one by its rank, 1 being the best.
        </p>
      )}
      {data?.next != null && <p className="dim">The newest {tags.length} are shown.</p>}
      <Trouble error={error ?? untagging.error} />
      {known && (
        // Another tag to edit is another form.
        <TagForm key={edited?.id ?? ""} dataset={dataset} tag={edited} onDone={begin} />
      )}
    </div>
  );
}

interface TagLineProps {
  readonly tag: Tag;
  readonly dataset: ListedDataset;
  /** Called when the user goes to the workspace. */
  readonly onOpen: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function TagLine({ tag, dataset, onOpen, onEdit, onRemove }: TagLineProps) {
  const { rank, label, category, notes, resnorm, is_own: isOwn, user_name: author } = tag;
  return (
    <li>
      <Link
        to="/impedance"
        search={workspaceAt(dataset, tag)}
        title="Open it in the workspace"
        onClick={onOpen}
      >
        rank {rank.toLocaleString()}
      </Link>
      <div>
        <b>{label}</b>
        {category !== "" && <span className="category">{category}</span>}{" "}
        <span className="dim">
          {resnorm !== null && shortQuantity(resnorm, dataset.metric === "resnorm" ? "Ω" : "")}
          {!isOwn && ` · by ${author ?? "somebody else"}`}
        </span>
        {notes !== "" && <p className="dim">{notes}</p>}
      </div>
      {isOwn && (
        <div className="do">
          <Button size="compact-xs" variant="default" onClick={onEdit} aria-label={`Edit ${label}`}>
            Edit
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={onRemove}
            aria-label={`Remove ${label}`}
          >
            Remove
          </Button>
        </div>
      )}
    </li>
  );
}

/** The workspace at a tagged model, with the dataset open. */
function workspaceAt({ filename, circuit }: ListedDataset, { parameters }: Tag) {
  const known = Object.entries(parameters).filter(([, value]) => value !== null);
  const values = known.map(([name, value]) => `${name}:${value}`).join(",");
  return { dataset: filename, circuit, values };
}
