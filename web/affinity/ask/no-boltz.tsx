/** What to do where there is no Boltz: install it, or ask for invented numbers by name. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { installCommand } from "#src/affinity/install-command.ts";
import { copied } from "../../app/copy.ts";
import "./no-boltz.css";

interface NoBoltzProps {
  /** Whether it is being asked. */
  readonly isAsking: boolean;
  /** Asks the demonstration engine. */
  readonly onDemonstration: () => void;
}

/** The panel in the place of the button that predicts. */
export function NoBoltz({ isAsking, onDemonstration }: NoBoltzProps) {
  const [said, setSaid] = useState("");
  const shown = useRef<HTMLElement>(null);
  const copy = async () =>
    setSaid((await copied(installCommand, shown.current)) ? "Copied" : "Selected: copy it");
  return (
    <section className="no-boltz" aria-label="Boltz is not here">
      <h2>This server has no Boltz to predict with</h2>
      <p>
        Install it on the machine of the server, or of one of its workers; without an NVIDIA card,
        without <code>[cuda]</code>:
      </p>
      <div className="line">
        <code ref={shown}>{installCommand}</code>
        <Button size="compact-xs" variant="default" onClick={copy}>
          Copy
        </Button>
        <span className="dim" role="status">
          {said}
        </span>
      </div>
      <p>
        It is found within the minute. To see meanwhile how a result looks, have one invented: it
        means nothing, and says so everywhere.
      </p>
      <Button
        variant="default"
        aria-disabled={isAsking}
        data-disabled={isAsking}
        onClick={onDemonstration}
      >
        Try with invented numbers (demonstration)
      </Button>
    </section>
  );
}
