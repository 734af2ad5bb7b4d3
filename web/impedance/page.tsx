/** The impedance page: a circuit, its spectrum beside a reference, and what else would fit. */
import { useCallback, useMemo, useState } from "react";
import { useDrop } from "../app/drop.ts";
import { DropOver } from "../app/drop-over.tsx";
import { useTitle } from "../app/title.ts";
import { actionsOn } from "./actions.ts";
import { CircuitEditor } from "./circuit-editor.tsx";
import { FrequencyFields } from "./frequency-fields.tsx";
import { IdentifiabilityPanel } from "./identifiability-panel.tsx";
import type { NamedValues } from "./model.ts";
import { ParameterSlider } from "./parameter-slider.tsx";
import { Plots } from "./plots.tsx";
import { RankingPanel } from "./ranking/panel.tsx";
import { type Reading, ReferencePanel, readFile } from "./reference-panel.tsx";
import { type AddressBar, useWorkspace } from "./state.ts";
import { defaultReference, sameReference, valuesOf } from "./workspace.ts";
import "./impedance.css";
import "./controls.css";

interface ImpedancePageProps {
  readonly address: AddressBar;
}

/** The workspace: the picture, its controls, what the spectrum tells, and the ranking. */
export function ImpedancePage({ address }: ImpedancePageProps) {
  useTitle("Impedance");
  const { bench, dataset, problems, remembered, change, replace, open, take } =
    useWorkspace(address);
  const { workspace, parameters, frequencies } = bench;
  const { circuit, values, ranges, span, reference } = workspace;
  const actions = useMemo(
    () => actionsOn({ change, replace, remembered }),
    [change, replace, remembered],
  );
  const [pointed, setPointed] = useState<NamedValues>();
  const hovered = useMemo(
    () => pointed && { circuit, values: valuesOf(circuit, pointed) },
    [circuit, pointed],
  );
  const model = useMemo(() => ({ circuit, values }), [circuit, values]);
  const [reading, setReading] = useState<Reading>();
  const takeReading = useCallback(
    (reading: Reading) => {
      setReading(reading);
      if ("error" in reading) return;
      const { name, frequencies, impedance } = reading.spectrum;
      actions.measure({ name, frequencies, impedance });
    },
    [actions],
  );
  const isDropping = useDrop(
    useCallback(async (file) => takeReading(await readFile(file)), [takeReading]),
  );
  const isDefault = useMemo(
    () => sameReference(reference, defaultReference(circuit)),
    [reference, circuit],
  );
  return (
    <main className="impedance">
      <h1 className="unseen">Impedance: a circuit and its spectrum</h1>
      <div className="plots">
        <Plots bench={bench} hovered={hovered} onMetric={actions.setMetric} />
      </div>
      <form className="controls" aria-label="Controls" onSubmit={(event) => event.preventDefault()}>
        {problems.length > 0 && (
          <div className="caution" role="alert">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
        )}
        <CircuitEditor circuit={circuit} onChange={actions.write} onPreset={actions.open} />
        <section className="knobs" aria-label="Parameters">
          <h2>Parameters</h2>
          {parameters.map((parameter, i) => (
            <ParameterSlider
              key={parameter.name}
              parameter={parameter}
              index={i}
              value={values[i]!}
              range={ranges[i]!}
              onValue={actions.setValue}
              onSlide={actions.slide}
              onRange={actions.setRange}
            />
          ))}
        </section>
        <ReferencePanel
          reference={reference}
          isDefault={isDefault}
          reading={reading}
          onReading={takeReading}
          onPresent={actions.keepAsReference}
          onDefault={actions.forgetReference}
        />
        <FrequencyFields
          span={span}
          isMeasured={reference.kind === "measured"}
          onChange={actions.setSpan}
        />
      </form>
      <div className="below">
        <IdentifiabilityPanel model={model} frequencies={frequencies} />
        <RankingPanel
          bench={bench}
          dataset={dataset}
          onHover={setPointed}
          onChoose={actions.choose}
          onOpen={open}
          onLoaded={take}
        />
      </div>
      <DropOver isDropping={isDropping}>Drop a measured spectrum: frequency, Re Z, Im Z</DropOver>
    </main>
  );
}
