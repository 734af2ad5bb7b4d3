/** The small buttons of a plot: magnify, show all, save. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import { memo } from "react";
import { usePalette } from "../app/palette.ts";
import { ExportMenu } from "./export-menu.tsx";
import { pngFile, svgFile } from "./svg-file.ts";

interface PlotToolsProps {
  readonly name: string;
  readonly svg: () => SVGSVGElement;
  readonly csv: () => string;
  /** 1 is nearer, −1 is farther. */
  readonly onZoom: (direction: 1 | -1) => void;
  /** Shows all again; undefined while all is shown. */
  readonly onFit: (() => void) | undefined;
}

/** The buttons, in the plot's upper right corner; while a curve moves they are not drawn again. */
export const PlotTools = memo(function PlotTools(props: PlotToolsProps) {
  const { name, svg, csv, onZoom, onFit } = props;
  const { background } = usePalette();
  const buttons = [
    ...(onFit
      ? [{ does: "show all", tip: "or click twice", Icon: IconMaximize, press: onFit }]
      : []),
    { does: "nearer", tip: "or Ctrl and wheel", Icon: IconPlus, press: () => onZoom(1) },
    { does: "farther", tip: "drag to move", Icon: IconMinus, press: () => onZoom(-1) },
  ];
  return (
    <div className="plot-tools">
      {buttons.map(({ does, tip, Icon, press }) => (
        <Tooltip key={does} label={`${name}: ${does}, ${tip}`}>
          <ActionIcon size="sm" aria-label={`${name}: ${does}`} onClick={press}>
            <Icon size={15} />
          </ActionIcon>
        </Tooltip>
      ))}
      <ExportMenu
        name={name}
        files={[
          { ending: "png", make: () => pngFile(svg(), background) },
          { ending: "svg", make: () => svgFile(svg(), background) },
          { ending: "csv", make: () => new Blob([csv()], { type: "text/csv" }) },
        ]}
      />
    </div>
  );
});
