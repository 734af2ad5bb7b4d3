/** One screen: how it stands, and what is known of its ligands so far. */
import { Link } from "@tanstack/react-router";
import { ProblemError, type Screen } from "#src/client/index.ts";
import { Loading } from "../../jobs/loading.tsx";
import type { AddressBar } from "../address.ts";
import { Head } from "../head.tsx";
import { useScreen } from "./queries.ts";
import { leftOf } from "./saying.ts";
import { ScreenActions } from "./screen-actions.tsx";
import { ScreenLigands } from "./screen-ligands.tsx";
import { Standing } from "./standing.tsx";
import { useFollowed, useRows } from "./use-rows.ts";
import "../../jobs/instead.css";
import "./screens.css";

interface ScreenPageProps {
  readonly id: string;
  readonly address: AddressBar;
  /** Called when it has been deleted. */
  readonly onGone: () => void;
}

/** The page of `/affinity?screen=<id>`. */
export function ScreenPage({ id, address, onGone }: ScreenPageProps) {
  const { data, error, failureReason } = useScreen(id);
  const trouble = failureReason ?? error;
  return (
    <div className="screens">
      <Head at="screens">{data?.name ?? "one screen"}</Head>
      {data === undefined && trouble === null && <Loading what="the screen" />}
      {data === undefined && trouble !== null && <NoScreen error={trouble} />}
      {data !== undefined && <Known screen={data} address={address} onGone={onGone} />}
    </div>
  );
}

interface KnownProps {
  readonly screen: Screen;
  readonly address: AddressBar;
  readonly onGone: () => void;
}

function Known({ screen, address, onGone }: KnownProps) {
  useFollowed(screen);
  const { rows, isWhole, error } = useRows(screen);
  return (
    <>
      {screen.simulated && (
        <p className="demonstration">
          <b>DEMONSTRATION</b> All numbers of this screen are invented: no model was run.
        </p>
      )}
      <div className="screen-top">
        <Standing screen={screen} />
        <ScreenActions screen={screen} left={leftOf(screen.counts, rows)} onGone={onGone} />
      </div>
      {error !== null && (
        <p className="error" role="alert">
          Some ligands are not here. {error.message}
        </p>
      )}
      <ScreenLigands screen={screen} rows={rows} isWhole={isWhole} address={address} />
    </>
  );
}

function NoScreen({ error }: { readonly error: Error }) {
  const isMissing = error instanceof ProblemError && [404, 422].includes(error.status);
  return (
    <section className="instead" role="alert">
      <h2>{isMissing ? "There is no such screen" : "The server cannot tell"}</h2>
      <p>{isMissing ? "It never was, was deleted, or is somebody else’s." : error.message}</p>
      <p>
        <Link to="/affinity" search={{ view: "screens" }}>
          All your screens
        </Link>
      </p>
    </section>
  );
}
