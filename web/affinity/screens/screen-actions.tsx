/** What can be done with a screen: stop it, go on with it, take its table home, delete it. */
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { hasEnded, type Screen } from "#src/client/index.ts";
import { Trouble } from "../../datasets/trouble.tsx";
import { DeletionDialog } from "./deletion-dialog.tsx";
import { useResuming, useStopping, useTaking } from "./queries.ts";

interface ScreenActionsProps {
  readonly screen: Screen;
  /** How many ligands are not predicted, and can be. */
  readonly left: number;
  /** Called when it has been deleted. */
  readonly onGone: () => void;
}

/** The buttons, and below them why one did not work. */
export function ScreenActions({ screen, left, onGone }: ScreenActionsProps) {
  const { screen_id: id, job, name } = screen;
  const stopping = useStopping(id);
  const resuming = useResuming(id);
  const taking = useTaking(id, name);
  const [isDeleting, setDeleting] = useState(false);
  const isRunning = job !== null && !hasEnded(job.state);
  return (
    <div className="screen-actions">
      <div className="buttons">
        {isRunning && (
          <Button
            size="compact-sm"
            variant="default"
            loading={stopping.isPending}
            title="What is predicted stays, and it can go on later"
            onClick={() => stopping.mutate()}
          >
            Stop
          </Button>
        )}
        {!isRunning && left > 0 && (
          <Button
            size="compact-sm"
            loading={resuming.isPending}
            title={`${left.toLocaleString()} are not predicted`}
            onClick={() => resuming.mutate()}
          >
            Go on
          </Button>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button size="compact-sm" variant="default" loading={taking.isPending}>
              Download
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => taking.mutate("csv")}>CSV</Menu.Item>
            <Menu.Item onClick={() => taking.mutate("jsonl")}>JSON Lines</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="compact-sm" variant="default" onClick={() => setDeleting(true)}>
          Delete …
        </Button>
      </div>
      <Trouble error={stopping.error ?? resuming.error ?? taking.error} />
      <DeletionDialog
        screen={screen}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        onGone={onGone}
      />
    </div>
  );
}
