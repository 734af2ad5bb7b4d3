/** The colours canvases draw with, in light and in dark; the style sheet's are in page.css. */
import { useComputedColorScheme } from "@mantine/core";
import { phaseWheel } from "./colour.ts";

/** Colours by meaning: the same quantity has the same colour in every picture. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly dim: string;
  readonly grid: string;
  readonly axis: string;
  readonly real: string;
  readonly imag: string;
  readonly barrier: string;
  readonly barrierFill: string;
  readonly energy: string;
  readonly energyFill: string;
  readonly reflected: string;
  readonly inside: string;
  readonly transmitted: string;
  readonly reflectedTint: string;
  readonly insideTint: string;
  readonly transmittedTint: string;
  readonly outline: string;
  /** Colours of a phase; see phaseWheel. */
  readonly wheel: Uint32Array;
}

const dark: Palette = {
  background: "#0f1218",
  text: "#e4e7ee",
  dim: "#98a1b3",
  grid: "rgba(148, 163, 196, 0.09)",
  axis: "rgba(148, 163, 196, 0.32)",
  real: "#6cc5f2",
  imag: "#f2a45c",
  barrier: "#d5dae6",
  barrierFill: "rgba(197, 206, 226, 0.14)",
  energy: "#c9a4f5",
  energyFill: "rgba(201, 164, 245, 0.22)",
  reflected: "#5fa8ec",
  inside: "#c9cfdc",
  transmitted: "#4fcf9c",
  reflectedTint: "rgba(95, 168, 236, 0.035)",
  insideTint: "rgba(201, 207, 220, 0.03)",
  transmittedTint: "rgba(79, 207, 156, 0.035)",
  outline: "rgba(255, 255, 255, 0.55)",
  wheel: phaseWheel(0.74, 0.135),
};

const light: Palette = {
  background: "#ffffff",
  text: "#1b2030",
  dim: "#5b6478",
  grid: "rgba(40, 52, 84, 0.075)",
  axis: "rgba(40, 52, 84, 0.36)",
  real: "#0b72b5",
  imag: "#b85b07",
  barrier: "#3a4257",
  barrierFill: "rgba(58, 66, 87, 0.11)",
  energy: "#7a3fc4",
  energyFill: "rgba(122, 63, 196, 0.16)",
  reflected: "#1566b8",
  inside: "#5b6478",
  transmitted: "#0b7a52",
  reflectedTint: "rgba(21, 102, 184, 0.03)",
  insideTint: "rgba(58, 66, 87, 0.03)",
  transmittedTint: "rgba(11, 122, 82, 0.035)",
  outline: "rgba(24, 30, 48, 0.5)",
  wheel: phaseWheel(0.7, 0.14),
};

/** The palette of the scheme the page is shown in. */
export function usePalette(): Palette {
  return useComputedColorScheme("dark") === "dark" ? dark : light;
}
