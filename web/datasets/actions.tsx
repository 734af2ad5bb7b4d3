/** What can be done with a dataset. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ListedDataset } from "#src/client/index.ts";
import type { Matter } from "./dialog.tsx";
import { Download } from "./download.tsx";
import { isReadable } from "./standing.tsx";

interface ActionsProps {
  readonly dataset: ListedDataset;
  /** Asks the user about something. */
  readonly onAsk: (matter: Matter, filename: string) => void;
}

/** Opening and downloading at hand, the rest in a menu; only its owner may change a dataset. */
export function Actions({ dataset, onAsk }: ActionsProps) {
  const { filename, name, available, is_own: isOwn, is_public: isPublic } = dataset;
  const ask = (matter: Matter) => onAsk(matter, filename);
  return (
    <div className="do">
      {isReadable(dataset) && (
        <Button
          renderRoot={(props) => <Link to="/impedance" search={{ dataset: filename }} {...props} />}
          size="compact-sm"
          aria-label={`Open ${name}`}
        >
          Open
        </Button>
      )}
      {available && <Download dataset={dataset} />}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={`More of ${name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => ask("tags")}>Tags …</Menu.Item>
          {isReadable(dataset) && <Menu.Item onClick={() => ask("python")}>In Python …</Menu.Item>}
          {isOwn && (
            <>
              <Menu.Item onClick={() => ask("rename")}>Rename …</Menu.Item>
              <Menu.Item onClick={() => ask("publish")}>
                {isPublic ? "Make private …" : "Publish …"}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item className="grave" onClick={() => ask("delete")}>
                Delete …
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
