/** The scale of affinities, from weak to strong, with what the models say on it. */
import { concentrationText } from "#src/affinity/units.ts";
import { affinityScale } from "./affinity-marks.ts";

interface AffinityRulerProps {
  readonly pic50: number;
  /** What each of the two models says; undefined where the engine does not tell. */
  readonly members: readonly number[] | undefined;
}

/** Where the line is, and the size of the drawing in its own units. */
const [width, line] = [400, 34];

/** The scale; as wide as its place. */
export function AffinityRuler({ pic50, members = [] }: AffinityRulerProps) {
  const { least, most, marks } = affinityScale([pic50, ...members]);
  const at = (value: number) => 8 + ((value - least) / (most - least)) * (width - 16);
  const nanomolar = (value: number) => concentrationText(10 ** (9 - value));
  const [from, to] = [Math.min(...members), Math.max(...members)].map(at);
  const said = members.map(nanomolar).join(" and ");
  return (
    <svg
      className="ruler"
      viewBox={`0 0 ${width} 76`}
      role="img"
      aria-label={`${nanomolar(pic50)} on a scale from 1 mM, weak, to 1 pM, strong${said && `; the two models say ${said}`}`}
    >
      <path className="axis" d={`M8 ${line}H${width - 8}`} />
      {marks.map(({ pic50: mark, label }) => (
        <g key={mark} className="mark">
          <path d={`M${at(mark)} ${line}v${label === "" ? 5 : 9}`} />
          <text x={at(mark)} y={line + 21}>
            {label}
          </text>
        </g>
      ))}
      <text className="end" x={8} y={line + 36}>
        weak
      </text>
      <text className="end" x={width - 8} y={line + 36} textAnchor="end">
        strong
      </text>
      {members.length > 0 && <path className="spread" d={`M${from} ${line}H${to}`} />}
      {members.map((member, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the first model and the second.
        <path key={i} className="member" d={`M${at(member)} ${line - 9}v18`}>
          <title>{`Model ${i + 1}: ${nanomolar(member)}`}</title>
        </path>
      ))}
      <path className="here" d={`M${at(pic50)} ${line - 3}l-6 -12h12z`} />
      <text className="here" x={Math.min(Math.max(at(pic50), 40), width - 40)} y={line - 19}>
        {nanomolar(pic50)}
      </text>
    </svg>
  );
}
