/** The affinity page: asking for a prediction, its life and its result; and screens. */
import { lazy, Suspense } from "react";
import { useTitle } from "../app/title.ts";
import type { AddressBar, AffinitySearch } from "./address.ts";
import { AskPage } from "./ask/ask-page.tsx";
import { Head } from "./head.tsx";
import { LifePage } from "./life/life-page.tsx";
import "./affinity.css";

// Who asks for one ligand need not load what shows thousands.
const ScreensView = lazy(async () => {
  const { ScreensView } = await import("./screens/screens-view.tsx");
  return { default: ScreensView };
});

interface AffinityPageProps {
  readonly address: AddressBar;
  /** Opens another view. */
  readonly onShow: (search: AffinitySearch) => void;
}

/** What the address shows. */
export function AffinityPage({ address, onShow }: AffinityPageProps) {
  const { job, screen, view } = address.search;
  useTitle(view === undefined && screen === undefined ? "Affinity" : "Screens · Affinity");
  if (view !== undefined || screen !== undefined) {
    return (
      <main className="affinity">
        <Suspense fallback={<Head at="screens" />}>
          <ScreensView
            screen={screen}
            address={address}
            onOpen={(screen) => onShow(screen === undefined ? { view: "screens" } : { screen })}
          />
        </Suspense>
      </main>
    );
  }
  if (job !== undefined) return <LifePage key={job} id={job} onShow={onShow} />;
  return <AskPage onShow={onShow} />;
}
