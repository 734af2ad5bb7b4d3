/** A ranking to look at: its plot, its table, and what is drawn of it. */
import { useComputedColorScheme } from "@mantine/core";
import { memo, useMemo, useState } from "react";
import type { NamedValues } from "../model.ts";
import { BestTable } from "./best-table.tsx";
import { type Brushes, intervalOf } from "./brush.ts";
import { LevelNote } from "./level-note.tsx";
import { countWithin, type Models, namedAt, type Query, type Ranking } from "./models.ts";
import { axesOf, type PlotAxis } from "./plot-axis.ts";
import { rampOf } from "./shades.ts";
import { Spider } from "./spider.tsx";
import { type Best, useBest } from "./use-best.ts";
import { grouped, placeOf, resnormText, shortQuantity } from "./wording.ts";

interface RankingViewProps {
  readonly ranking: Ranking;
  readonly onHover: (values: NamedValues | undefined) => void;
  readonly onChoose: (values: NamedValues) => void;
}

/** How many models may be drawn. */
const amounts = [100, 200, 500, 1000, 2000, 5000, 10_000];

/** The best models of a ranking within brushes. It rests while sliders move that do not change it. */
export const RankingView = memo(function RankingView({ ranking, ...props }: RankingViewProps) {
  const [most, setMost] = useState(1000);
  const [brushes, setBrushes] = useState<Brushes>({});
  const query = useMemo((): Query => {
    const brushed = ranking.axes.filter(({ name }) => brushes[name] !== undefined);
    const ranges = brushed.map((axis) => [axis.name, intervalOf(axis, brushes[axis.name]!)]);
    return { most, ranges: Object.fromEntries(ranges) };
  }, [ranking, most, brushes]);
  const { best, error } = useBest(ranking, query);
  return (
    <div className="ranking-view">
      <div className="amount">
        <label>
          the best
          <input
            type="range"
            aria-label="Models drawn"
            min={0}
            max={amounts.length - 1}
            value={amounts.indexOf(most)}
            aria-valuetext={grouped(most)}
            onChange={({ target }) => setMost(amounts[Number(target.value)]!)}
          />
          <output>{grouped(most)}</output>
        </label>
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {best !== undefined && (
        <Shown best={best} brushes={brushes} onBrush={setBrushes} {...props} />
      )}
    </div>
  );
});

interface ShownProps extends Omit<RankingViewProps, "ranking"> {
  readonly best: Best;
  readonly brushes: Brushes;
  readonly onBrush: (brushes: Brushes) => void;
}

/** An answer's plot and table, with what is pointed at in one shown in the other. */
function Shown({ best: { ranking, models }, brushes, onBrush, ...props }: ShownProps) {
  const scheme = useComputedColorScheme("dark");
  const ramp = useMemo(() => rampOf(scheme), [scheme]);
  const axes = useMemo(() => axesOf(ranking, models), [ranking, models]);
  const [pointed, setPointed] = useState<Pointed>();
  const [taken, setTaken] = useState<Pointed>();
  const hovered = pointed?.models === models ? pointed.index : undefined;
  const chosen = taken?.models === models ? taken.index : undefined;
  const last = axes.at(-1)!;
  const threshold = brushes[last.name];
  const count =
    threshold === undefined
      ? models.count
      : countWithin(models, intervalOf(last, threshold).max * (1 + 1e-9));
  const hover = (index: number | undefined) => {
    if (index === hovered) return;
    setPointed(index === undefined ? undefined : { models, index });
    props.onHover(index === undefined ? undefined : namedAt(models, index));
  };
  const choose = (index: number) => {
    setTaken({ models, index });
    props.onChoose(namedAt(models, index));
  };
  const units = useMemo(
    () => models.names.map((name) => ranking.units[name] ?? ""),
    [models, ranking],
  );
  const common = { models, count, units, hovered, onHover: hover, chosen, onChoose: choose };
  return (
    <>
      <div className="matching">
        <span role="status">{inSentence(ranking, models, count)}</span>
        {Object.keys(brushes).length > 0 && (
          <button type="button" className="plain" onClick={() => onBrush({})}>
            Clear the filters
          </button>
        )}
      </div>
      <Spider axes={axes} ramp={ramp} brushes={brushes} onBrush={onBrush} {...common} />
      <p className="readout dim">{describe(models, hovered, axes)}</p>
      {models.count > 0 && <LevelNote ranking={ranking} models={models} />}
      <BestTable metric={ranking.metric} {...common} />
    </>
  );
}

interface Pointed {
  readonly models: Models;
  readonly index: number;
}

function inSentence({ total, metric }: Ranking, models: Models, count: number): string {
  const { matching } = models;
  if (models.count === 0) return `None of ${grouped(total)} models is within the filters.`;
  const found =
    matching === total
      ? `${grouped(total)} models`
      : `${matching === undefined ? `${grouped(models.count)} or more` : grouped(matching)} of ${grouped(total)} models within the filters`;
  const below = count < models.count ? `, with ${metric.name} below the mark` : "";
  return `${found}: the best ${grouped(count)} are drawn${below}.`;
}

/** The model pointed at, in one line that is always there. */
function describe(models: Models, index: number | undefined, axes: readonly PlotAxis[]): string {
  if (index === undefined) {
    return "Point at a line to see its spectrum; click to take its values; draw along an axis to filter.";
  }
  const values = namedAt(models, index);
  const { name, unit } = axes.at(-1)!;
  const parts = axes.slice(0, -1).map((axis) => {
    return `${axis.name} ${shortQuantity(values[axis.name]!, axis.unit)}`;
  });
  const resnorm = `${name} ${resnormText(models.resnorms[index]!, unit)}`;
  return [`rank ${placeOf(models, index)}`, resnorm, ...parts].join(" · ");
}
