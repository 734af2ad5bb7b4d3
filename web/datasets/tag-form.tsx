/** A tag written, or written again. */
import { Button } from "@mantine/core";
import { type SubmitEvent, useId } from "react";
import type { ListedDataset, Tag } from "#src/client/index.ts";
import { useTagging } from "./queries.ts";
import { Trouble } from "./trouble.tsx";

interface TagFormProps {
  readonly dataset: ListedDataset;
  /** The one to change; undefined for a new one. */
  readonly tag: Tag | undefined;
  readonly onDone: () => void;
}

/** The form. The server keeps one tag of a user for each rank. */
export function TagForm({ dataset, tag, onDone }: TagFormProps) {
  const { filename, n_parameters: sets } = dataset;
  const { mutate, isPending, error } = useTagging(filename);
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const written = new FormData(form);
    const text = (name: string) => String(written.get(name) ?? "").trim();
    mutate(
      {
        rank: tag?.rank ?? Number(written.get("rank")),
        label: text("label"),
        category: text("category"),
        notes: text("notes"),
        // What the form does not show stays as it is.
        is_reference_model: tag?.is_reference_model ?? false,
        session: tag?.session ?? null,
      },
      {
        onSuccess: () => {
          form.reset();
          onDone();
        },
      },
    );
  };
  return (
    <form className="tag-form" onSubmit={submit} aria-label={tag ? "Change the tag" : "New tag"}>
      <h3>{tag ? `Change the tag of rank ${tag.rank.toLocaleString()}` : "Tag a model"}</h3>
      <div className="fields">
        <p>
          <label htmlFor={`${id}-rank`}>Rank</label>
          <input
            id={`${id}-rank`}
            name="rank"
            type="number"
            min={1}
            max={sets}
            required
            disabled={tag !== undefined}
            defaultValue={tag?.rank ?? 1}
          />
        </p>
        <p className="label">
          <label htmlFor={`${id}-label`}>Label</label>
          <input
            id={`${id}-label`}
            name="label"
            required
            maxLength={255}
            pattern=".*\S.*"
            defaultValue={tag?.label}
          />
        </p>
        <p>
          <label htmlFor={`${id}-category`}>Category</label>
          <input
            id={`${id}-category`}
            name="category"
            maxLength={255}
            defaultValue={tag?.category}
          />
        </p>
        <p className="notes">
          <label htmlFor={`${id}-notes`}>Notes</label>
          <textarea
            id={`${id}-notes`}
            name="notes"
            rows={2}
            maxLength={10_000}
            defaultValue={tag?.notes}
          />
        </p>
      </div>
      <Trouble error={error} />
      <div className="choices">
        <Button type="submit" loading={isPending}>
          {tag ? "Save" : "Add the tag"}
        </Button>
        {tag && (
          <Button variant="default" onClick={() => onDone()}>
            Leave it
          </Button>
        )}
      </div>
    </form>
  );
}
