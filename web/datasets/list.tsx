/** The list of datasets, page after page, and what stands in for it where there is none. */
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useAsker } from "../app/queries.ts";
import { Loading } from "../jobs/loading.tsx";
import { DatasetRow } from "./dataset-row.tsx";
import { DatasetDialog, type Matter } from "./dialog.tsx";
import { HowToMake } from "./how-to-make.tsx";
import { useDatasets } from "./queries.ts";
import { type Shown, sifted } from "./shown.ts";
import "../jobs/instead.css";

/** Rows that are drawn at first, and more at a time: each has a drawing. */
const rowsAtOnce = 50;

interface DatasetListProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** The list, and the dialogs about its datasets. */
export function DatasetList({ shown, onShow }: DatasetListProps) {
  const { data, error, failureReason, ...pages } = useDatasets();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const { known } = useAsker();
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(rowsAtOnce);
  const [asked, setAsked] = useState<{ matter: Matter; filename: string }>();
  const ask = useCallback((matter: Matter, filename: string) => setAsked({ matter, filename }), []);
  // Words and orders are about all datasets: the rest of the pages is needed.
  const isSifted = shown.text !== undefined || shown.order !== undefined;
  useEffect(() => {
    if (isSifted && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isSifted, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const datasets = data?.pages.flatMap((page) => page.datasets) ?? [];
  const dataset = datasets.find(({ filename }) => filename === asked?.filename);
  const isGone = asked !== undefined && dataset === undefined;
  // What was deleted leaves its focus to the list.
  useEffect(() => {
    if (!isGone) return;
    setAsked(undefined);
    list.current?.querySelector("a")?.focus();
  }, [isGone]);

  if (data === undefined) {
    const trouble = failureReason ?? error;
    return trouble === null ? <Loading what="the datasets" /> : <Failed error={trouble} />;
  }
  const found = sifted(datasets, shown);
  const drawn = found.slice(0, most);
  const showMore = async () => {
    if (isFetchingNextPage) return;
    if (found.length <= most) await fetchNextPage();
    flushSync(() => setMost(Math.max(most, drawn.length + rowsAtOnce)));
    list.current?.children[drawn.length]?.querySelector("a")?.focus();
  };
  return (
    <>
      {drawn.length > 0 && (
        <ul className="rows" aria-label="Datasets" ref={list}>
          {drawn.map((dataset) => (
            <DatasetRow key={dataset.filename} dataset={dataset} onAsk={ask} />
          ))}
        </ul>
      )}
      {found.length === 0 && datasets.length > 0 && !hasNextPage && (
        <NoMatch onClear={() => onShow({})} />
      )}
      {(hasNextPage || found.length > drawn.length) && (
        <Button
          variant="default"
          aria-disabled={isFetchingNextPage}
          data-disabled={isFetchingNextPage}
          onClick={showMore}
        >
          Show more
        </Button>
      )}
      {known && !isSifted && !datasets.some((dataset) => dataset.is_own) && (
        <HowToMake areOthers={datasets.length > 0} />
      )}
      {!known && datasets.length === 0 && <NothingPublic />}
      <DatasetDialog
        matter={asked?.matter ?? "tags"}
        dataset={dataset}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <section className="instead">
      <h2>No such datasets</h2>
      <p>None that you may see has all of these words.</p>
      <Button variant="default" onClick={onClear}>
        Show all
      </Button>
    </section>
  );
}

function NothingPublic() {
  return (
    <section className="instead">
      <h2>No public datasets</h2>
      <p>Nobody has published one here.</p>
    </section>
  );
}

function Failed({ error }: { readonly error: Error }) {
  return (
    <section className="instead" role="alert">
      <h2>The server cannot tell</h2>
      <p>{error.message}</p>
    </section>
  );
}
