/** How strongly the ligand binds: the two numbers, what they mean, and what they are not. */
import type { PredictionResult } from "#src/affinity/result.ts";
import { concentrationText } from "#src/affinity/units.ts";
import { fixed, percent } from "../../plot/axis.ts";
import { spreadInWords, strengthInWords } from "./affinity-marks.ts";
import { AffinityRuler } from "./affinity-ruler.tsx";
import { InventedMark } from "./invented-mark.tsx";
import { distrust } from "./trust.ts";
import "./affinity-panel.css";

interface AffinityPanelProps {
  readonly result: PredictionResult;
}

/** The affinity in every unit, on a scale, and in words. */
export function AffinityPanel({ result }: AffinityPanelProps) {
  const { ic50_nm, pic50, delta_g, delta_g_note, members, spread, simulated } = result;
  const doubt = distrust(result);
  const difference = spread === undefined ? undefined : spreadInWords(spread);
  return (
    <section className="affinity-result part" aria-label="Affinity">
      <h2>
        Affinity <InventedMark isInvented={simulated} />
      </h2>
      <p className="headline">
        <span className="dim">IC50</span> <strong>{concentrationText(ic50_nm)}</strong>{" "}
        <span>{strengthInWords(pic50)}</span>
      </p>
      <AffinityRuler pic50={pic50} members={members?.map((one) => 6 - one.affinity_pred_value)} />
      <dl>
        <div>
          <dt>pIC50</dt>
          <dd>{fixed(pic50, 2)}</dd>
        </div>
        <div>
          <dt>ΔG, approximately</dt>
          <dd>{fixed(delta_g, 2)} kcal/mol</dd>
        </div>
        {difference && (
          <div>
            <dt>{difference[0]}</dt>
            <dd>{difference[1]}</dd>
          </div>
        )}
      </dl>
      <Binding result={result} />
      {doubt && <p className="doubt">{doubt}</p>}
      <p className="dim note">{delta_g_note}</p>
      <p className="dim note">
        {simulated
          ? "No model ran. These numbers are invented, the two models’ too, and say nothing of this molecule."
          : "These are a model’s estimates, not measurements. The IC50 is for ranking molecules that do bind; whether this one binds at all is the probability’s to tell. What differs between the two models is no confidence interval: both were trained on the same assays, and both can be wrong in the same way."}
      </p>
    </section>
  );
}

/** The probability of binding as a bar, with what is said of it where its steps are. */
function Binding({ result }: AffinityPanelProps) {
  const { affinity_probability_binary: probability, binding, members } = result;
  return (
    <div className="binding">
      <p>
        Probability of binding <strong>{percent(probability)}</strong>: {binding}
      </p>
      <div className="bar" aria-hidden="true">
        <i className="filled" style={{ width: `${100 * probability}%` }} />
        {members?.map(({ affinity_probability_binary: one }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first model and the second.
          <i key={i} className="member" style={{ left: `${100 * one}%` }} />
        ))}
      </div>
      <p className="steps dim" aria-hidden="true">
        <span>unlikely</span>
        <span>rather not</span>
        <span>rather</span>
        <span>likely</span>
      </p>
    </div>
  );
}
