/** The ranking of the workspace's circuit, or of a dataset. */
import { useState } from "react";
import { formatCircuit } from "#src/impedance/circuit.ts";
import type { RankingPanelProps } from "../model.ts";
import { firstPlan, type Plan } from "./asked-sweep.ts";
import { DatasetPanel } from "./dataset-panel.tsx";
import { LivePanel } from "./live-panel.tsx";
import "./ranking.css";

/** The panel. */
export function RankingPanel(props: RankingPanelProps) {
  const { bench, dataset } = props;
  const [plan, setPlan] = usePlan(bench);
  return (
    <section className="ranking" aria-label="Ranking">
      {dataset === undefined ? (
        <LivePanel {...props} plan={plan} onPlan={setPlan} />
      ) : (
        <DatasetPanel key={dataset} {...props} dataset={dataset} />
      )}
    </section>
  );
}

/** The plan: the user's for as long as the circuit is the same. */
function usePlan({ workspace, parameters }: RankingPanelProps["bench"]) {
  const circuit = formatCircuit(workspace.circuit);
  const [made, setMade] = useState<{ readonly circuit: string; readonly plan: Plan }>();
  const plan = made?.circuit === circuit ? made.plan : firstPlan({ parameters });
  return [plan, (plan: Plan) => setMade({ circuit, plan })] as const;
}
