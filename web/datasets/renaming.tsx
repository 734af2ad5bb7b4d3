/** Giving a dataset another name; its file keeps its own. */
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import type { MatterProps } from "./matter.ts";
import { useChanging } from "./queries.ts";
import { Trouble } from "./trouble.tsx";

/** Longest name, characters, as the server takes it. */
const longest = 255;

/** The form. */
export function Renaming({ dataset, onClose }: MatterProps) {
  const [name, setName] = useState(dataset.name);
  const { mutate, isPending, error } = useChanging(dataset.filename);
  const id = useId();
  return (
    <form
      className="matter"
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ name: name.trim() }, { onSuccess: onClose });
      }}
    >
      <label htmlFor={id}>What people call it</label>
      <input
        id={id}
        value={name}
        required
        maxLength={longest}
        // Not of white space alone.
        pattern=".*\S.*"
        data-autofocus
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <p className="dim">The file’s own name, {dataset.filename}, stays as it is.</p>
      <Trouble error={error} />
      <div className="choices">
        <Button type="submit" loading={isPending}>
          Rename
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
