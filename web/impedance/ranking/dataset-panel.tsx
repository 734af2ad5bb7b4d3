/** The ranking of a dataset that the server keeps. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { askedAgain, useAsker } from "../../app/queries.ts";
import { Loading } from "../../jobs/loading.tsx";
import type { RankingPanelProps } from "../model.ts";
import { openRanking } from "./dataset-ranking.ts";
import { RankingView } from "./ranking-view.tsx";
import { grouped } from "./wording.ts";

interface DatasetPanelProps extends RankingPanelProps {
  readonly dataset: string;
}

/** The dataset's name, and its ranking. The workspace is told in which one it was made. */
export function DatasetPanel({ dataset, onOpen, onLoaded, ...hands }: DatasetPanelProps) {
  const { options, who, meta, known } = useAsker();
  const { data, error } = useQuery({
    queryKey: ["ranking", who, dataset],
    queryFn: ({ signal }) => openRanking(dataset, { ...options, signal }),
    // A dataset's file never changes.
    staleTime: Number.POSITIVE_INFINITY,
    meta,
    enabled: known,
    refetchInterval: askedAgain,
  });
  useEffect(() => {
    if (data === undefined) return;
    const { ranking, usual } = data;
    onLoaded(
      usual,
      ranking.axes.map(({ name }) => name),
    );
  }, [data, onLoaded]);
  return (
    <>
      <div className="heading">
        <h2>Ranking</h2>
        <b>{dataset}</b>
        {data !== undefined && (
          <span className="dim">{grouped(data.ranking.total)} models on the server</span>
        )}
        <Button size="compact-xs" variant="default" onClick={() => onOpen(undefined)}>
          Close the dataset
        </Button>
      </div>
      {error !== null && (
        <p className="error" role="alert">
          {error.message}
        </p>
      )}
      {data === undefined && error === null && <Loading what="the dataset" />}
      {data !== undefined && data.usual === undefined && (
        <p className="dim">
          The file does not say of which circuit it is, so its models are not drawn above.
        </p>
      )}
      {data !== undefined && (
        <RankingView ranking={data.ranking} {...(data.usual === undefined ? handsOff : hands)} />
      )}
    </>
  );
}

/** Models of nobody knows which circuit are of no use to the workspace's. */
const handsOff = { onHover: () => {}, onChoose: () => {} };
