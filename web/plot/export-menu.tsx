/** A menu that hands out a plot as files. */
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { fileStem, save } from "./save.ts";

/** A file somebody may take away. */
export interface ExportedFile {
  /** The ending of its name, and what the menu calls it in capitals. */
  readonly ending: "png" | "svg" | "csv";
  readonly make: () => Blob | Promise<Blob>;
}

interface ExportMenuProps {
  /** What it is a menu of; also the files' name, in small letters. */
  readonly name: string;
  readonly files: readonly ExportedFile[];
}

/** The menu, behind a small button. */
export function ExportMenu({ name, files }: ExportMenuProps) {
  const [said, setSaid] = useState("");
  const take = async ({ ending, make }: ExportedFile) => {
    try {
      save(await make(), `${fileStem(name)}.${ending}`);
      setSaid(`${name} saved`);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <span role="status" className="unseen">
        {said}
      </span>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label={`Save ${name}`}>
            <ActionIcon size="sm" aria-label={`Save ${name}`}>
              <IconDownload size={15} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {files.map((file) => (
            <Menu.Item key={file.ending} onClick={() => take(file)}>
              {file.ending.toUpperCase()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
