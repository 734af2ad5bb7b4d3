/** What is swept, and how finely. */
import { mostPoints } from "#src/impedance/grid.ts";
import { mostLive, type Plan, pointsOf } from "./asked-sweep.ts";
import { grouped } from "./wording.ts";

interface PlanControlsProps {
  readonly names: readonly string[];
  readonly plan: Plan;
  readonly onChange: (plan: Plan) => void;
}

/** Values an axis may have. */
const counts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 25, 30, 40, 50, 75, 100, 200, 500];

/** A box a parameter, and the number of values that each swept one has. */
export function PlanControls({ names, plan, onChange }: PlanControlsProps) {
  const toggle = (name: string, isSwept: boolean) => {
    const swept = names.filter((other) => (other === name ? isSwept : plan.swept.includes(other)));
    onChange({ ...plan, swept });
  };
  const points = pointsOf(plan);
  return (
    <fieldset className="plan">
      <legend className="unseen">What is swept</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={plan.swept.includes(name)}
            onChange={({ target }) => toggle(name, target.checked)}
          />
          {name}
        </label>
      ))}
      <label>
        values on each
        <select
          className="small-choice"
          value={plan.count}
          onChange={({ target }) => onChange({ ...plan, count: Number(target.value) })}
        >
          {counts.map((count) => (
            <option key={count} disabled={count ** plan.swept.length > mostPoints}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <span className="dim" data-testid="points">
        {plan.swept.length > 0 && `${grouped(points)} models`}
        {points > mostLive && ", for the server"}
      </span>
    </fieldset>
  );
}
