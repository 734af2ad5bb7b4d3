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

/** The dataset's name, and its ranking. The workspace is told which circuit it is of. */
export function DatasetPanel({ dataset, onOpen, onCircuit, ...hands }: DatasetPanelProps) {
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
  const circuit = data?.circuit;
  useEffect(() => {
    if (circuit !== undefined) onCircuit(circuit);
  }, [circuit, onCircuit]);
  return (
    <>
      <div className="heading">
        <h2>Ranking</h2>
        <b>{dataset}</b>
        {data !== undefined && (
          <span className="dim">{grouped(data.total)} models on the server</span>
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
      {data !== undefined && <RankingView ranking={data} {...hands} />}
    </>
  );
}
