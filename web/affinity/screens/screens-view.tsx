/** Screens: the list of them and the form that asks for one; or one of them. */
import type { AddressBar } from "../address.ts";
import { ScreenList } from "./screen-list.tsx";
import { ScreenPage } from "./screen-page.tsx";

interface ScreensViewProps {
  /** The one that is open; undefined for the list. */
  readonly screen: string | undefined;
  readonly address: AddressBar;
  /** Opens one, or the list. */
  readonly onOpen: (screen: string | undefined) => void;
}

/** What is open. */
export function ScreensView({ screen, address, onOpen }: ScreensViewProps) {
  if (screen === undefined) return <ScreenList onOpen={onOpen} />;
  const onGone = () => onOpen(undefined);
  return <ScreenPage key={screen} id={screen} address={address} onGone={onGone} />;
}
