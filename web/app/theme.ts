/** Mantine's theme: compact controls in the system's own font. */
import { createTheme } from "@mantine/core";

/** The theme of the whole page; colours that Mantine does not know are in page.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem" },
  colors: {
    dark: [
      "#e4e7ee",
      "#c3c9d6",
      "#98a1b3",
      "#6b7487",
      "#343c4b",
      "#2a313e",
      "#1a1f29",
      "#0f1218",
      "#0c0f14",
      "#090b10",
    ],
  },
  primaryColor: "teal",
  // The lightest on which white has a contrast of 4.5, in the light and in the dark.
  primaryShade: 9,
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, fz: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
  },
});
