/** Screens: the list of them and the form that asks for one; or one of them. */
import { ScreenList } from "./screen-list.tsx";
import { ScreenPage } from "./screen-page.tsx";

interface ScreensViewProps {
  /** The one that is open; undefined for the list. */
  readonly screen: string | undefined;
  /** Opens one, or the list. */
  readonly onOpen: (screen: string | undefined) => void;
}

/** What is open. */
export function ScreensView({ screen, onOpen }: ScreensViewProps) {
  if (screen === undefined) return <ScreenList onOpen={onOpen} />;
  return <ScreenPage key={screen} id={screen} onGone={() => onOpen(undefined)} />;
}
