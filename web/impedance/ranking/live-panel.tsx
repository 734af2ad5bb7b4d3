/** The workspace's circuit swept in the page, while it is worked on. */
import type { RankingPanelProps } from "../model.ts";
import { mostLive, type Plan, pointsOf, requestOf } from "./asked-sweep.ts";
import { PlanControls } from "./plan-controls.tsx";
import { RankingView } from "./ranking-view.tsx";
import { ServerSweep } from "./server-sweep.tsx";
import { SweepState } from "./sweep-state.tsx";
import { useLiveRanking } from "./use-live-ranking.ts";

interface LivePanelProps extends RankingPanelProps {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
}

/** What is swept, how far that is, and the ranking it gives. */
export function LivePanel({ bench, plan, onPlan, ...props }: LivePanelProps) {
  const { parameters } = bench;
  const { onHover, onChoose, onOpen } = props;
  const { ranking, sweeping, cancel, again } = useLiveRanking(bench, plan);
  return (
    <>
      <div className="heading">
        <h2>Ranking</h2>
        <SweepState
          sweeping={sweeping}
          total={ranking?.total ?? 0}
          onCancel={cancel}
          onAgain={again}
        />
        <ServerSweep
          request={() => requestOf(bench, plan)}
          isNeeded={pointsOf(plan) > mostLive}
          onOpen={onOpen}
        />
      </div>
      <PlanControls names={parameters.map(({ name }) => name)} plan={plan} onChange={onPlan} />
      {ranking !== undefined && !["too large", "failed"].includes(sweeping.state) && (
        <div aria-busy={sweeping.state === "measuring"}>
          <RankingView ranking={ranking} onHover={onHover} onChoose={onChoose} />
        </div>
      )}
    </>
  );
}
