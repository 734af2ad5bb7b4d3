/** The buttons below the picture of a complex. */
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconMaximize, IconRotate360 } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useState } from "react";
import type { Look } from "./drawing.ts";
import type { Scene } from "./scene.ts";

interface SceneControlsProps {
  /** Undefined while there is nothing to look at. */
  readonly scene: Scene | undefined;
  /** What fills the display when it is asked for. */
  readonly figure: RefObject<HTMLElement | null>;
  readonly ligand: string | undefined;
  readonly look: Look;
  /** False where there are none to draw. */
  readonly hasContacts: boolean;
  readonly onChains: (chains: Look["chains"]) => void;
  readonly onContacts: (isOn: boolean) => void;
  readonly save: ReactNode;
}

/** The buttons. */
export function SceneControls(props: SceneControlsProps) {
  const { scene, figure, ligand, look, hasContacts, onChains, onContacts, save } = props;
  const [spins, setSpins] = useState(false);
  const isDead = scene === undefined;
  return (
    <div className="scene-controls">
      <label>
        <input
          type="checkbox"
          checked={look.chains === "surface"}
          onChange={({ target }) => onChains(target.checked ? "surface" : "cartoon")}
          disabled={isDead}
        />{" "}
        Surface
      </label>
      <label>
        <input
          type="checkbox"
          checked={look.contacts && hasContacts}
          onChange={({ target }) => onContacts(target.checked)}
          disabled={isDead || !hasContacts}
        />{" "}
        Contacts
      </label>
      <Button
        size="compact-xs"
        variant="default"
        disabled={isDead}
        onClick={() => scene?.lookAt("all")}
      >
        Show all
      </Button>
      {ligand !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={isDead}
          onClick={() => scene?.lookAt({ chain: ligand })}
        >
          Ligand
        </Button>
      )}
      <span className="icons">
        <Tooltip label={spins ? "Stop turning" : "Let it turn"}>
          <ActionIcon
            size="sm"
            aria-label="Let it turn"
            aria-pressed={spins}
            disabled={isDead}
            onClick={() => {
              scene?.spin(!spins);
              setSpins(!spins);
            }}
          >
            <IconRotate360 size={16} />
          </ActionIcon>
        </Tooltip>
        {document.fullscreenEnabled && (
          <Tooltip label="Fill the display">
            <ActionIcon
              size="sm"
              aria-label="Fill the display"
              onClick={() =>
                document.fullscreenElement
                  ? document.exitFullscreen()
                  : figure.current?.requestFullscreen()
              }
            >
              <IconMaximize size={15} />
            </ActionIcon>
          </Tooltip>
        )}
        {save}
      </span>
    </div>
  );
}
