/** The export menu, and what a running export says. */
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { usePalette } from "../app/palette.ts";
import { save } from "../plot/save.ts";
import { useStage } from "./canvas.tsx";
import {
  dataFile,
  type ExportOptions,
  fileName,
  pictureFile,
  videoFile,
  videoFormat,
} from "./exported.ts";
import type { Run } from "./run.ts";
import "./export-menu.css";

interface Running {
  readonly what: string;
  readonly part: number;
}

/** PNG, NPZ, video and link of what is shown. */
export function ExportMenu() {
  const { player } = useStage();
  const palette = usePalette();
  const [running, setRunning] = useState<Running>();
  const [said, setSaid] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  const format = videoFormat();

  const start = async (
    what: string,
    ending: string,
    make: (run: Run, options: ExportOptions) => Promise<Blob>,
  ) => {
    const { run } = player;
    if (run === undefined) return;
    abort.current = new AbortController();
    const { signal } = abort.current;
    setSaid(undefined);
    setRunning({ what, part: 0 });
    try {
      const file = await make(run, { signal, onProgress: (part) => setRunning({ what, part }) });
      save(file, fileName(run.question.problem, ending));
      setSaid(`${what} saved`);
    } catch (error) {
      setSaid(signal.aborted ? `${what} cancelled` : error instanceof Error ? error.message : "");
    } finally {
      setRunning(undefined);
    }
  };
  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => setSaid("Link copied"),
      () => setSaid("The browser did not let the link be copied: it is in the address bar"),
    );

  if (running !== undefined) {
    return (
      <div className="exporting">
        <progress value={running.part} aria-label={`${running.what}, progress`} />
        <span className="number">{Math.round(100 * running.part)} %</span>
        <Button size="compact-xs" variant="default" onClick={() => abort.current?.abort()}>
          Cancel
        </Button>
      </div>
    );
  }
  return (
    <div className="exporting">
      <span role="status" className="dim">
        {said}
      </span>
      <Menu position="top-end" width={230} withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconDownload size={15} />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => start("PNG", "png", (run) => pictureFile(run, player.index, palette))}
          >
            This frame, PNG
          </Menu.Item>
          <Menu.Item
            onClick={() => start("NPZ", "npz", (run, options) => dataFile(run.question, options))}
          >
            All data for NumPy, NPZ
          </Menu.Item>
          <Menu.Item
            disabled={format === undefined}
            onClick={() =>
              format &&
              start("Video", format.ending, (run, options) =>
                videoFile(run, palette, format.type, options),
              )
            }
          >
            {format ? `Video, ${format.ending.toUpperCase()}` : "Video: this browser records none"}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={copyLink}>Copy link</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
