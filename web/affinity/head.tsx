/** The head of every view of affinity: what it is, and the ways to the others. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "./head.css";

interface HeadProps {
  /** Which of the ways one is on; none on a prediction's page. */
  readonly at?: "one" | "screens";
  /** After `Affinity`, as in `Affinity / Insulin and aspirin`. */
  readonly children?: ReactNode;
}

/** The heading and the ways. */
export function Head({ at, children }: HeadProps) {
  return (
    <div className="affinity-head">
      <h1>
        {children === undefined ? (
          "Affinity"
        ) : (
          <>
            <Link to="/affinity" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
              Affinity
            </Link>{" "}
            <span aria-hidden="true">/</span> {children}
          </>
        )}
      </h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form */}
      <div className="ways" role="group" aria-label="Ways to ask">
        <Link
          to="/affinity"
          search={{}}
          activeOptions={{ exact: true, includeSearch: true }}
          data-here={at === "one"}
        >
          One ligand
        </Link>
        <Link
          to="/affinity"
          search={{ view: "screens" }}
          activeOptions={{ exact: true, includeSearch: true }}
          data-here={at === "screens"}
        >
          Screens
        </Link>
      </div>
    </div>
  );
}
