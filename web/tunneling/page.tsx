/** The tunneling page. */
import { useEffect, useState } from "react";
import { StageContext } from "./canvas.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { Help } from "./help.tsx";
import { listenForKeys } from "./keys.ts";
import { MomentumPanel } from "./momentum-panel.tsx";
import { Notice } from "./notice.tsx";
import { Parameters } from "./parameters.tsx";
import { Picture } from "./picture.tsx";
import { Readouts } from "./readouts.tsx";
import { type AddressBar, useTunneling } from "./state.ts";
import { TransmissionPanel } from "./transmission-panel.tsx";
import { TransportBar } from "./transport.tsx";
import "./tunneling.css";

interface TunnelingPageProps {
  readonly address: AddressBar;
}

/** A wave packet meets a barrier: the picture, its controls, its theory. */
export function TunnelingPage({ address }: TunnelingPageProps) {
  const { written, question, errors, progress, stage, change, replace, retry } =
    useTunneling(address);
  const [help, setHelp] = useState(false);
  useEffect(() => listenForKeys(stage.player, () => setHelp(true)), [stage]);
  return (
    <StageContext value={stage}>
      <main
        className="tunneling"
        data-state={progress.state}
        aria-busy={progress.state === "asking"}
      >
        <h1 className="unseen">Tunneling: a wave packet meets a barrier</h1>
        <div className="bench">
          <div className="over">
            <Readouts />
            <span className="computing" aria-hidden>
              computing…
            </span>
            <div className="phase" aria-hidden>
              <span>phase 0</span>
              <i />
              <span>2π</span>
            </div>
            <button type="button" className="ask" aria-label="Help" onClick={() => setHelp(true)}>
              ?
            </button>
          </div>
          <div className="notices">
            <Notice progress={progress} onRetry={retry} />
          </div>
          <Picture question={question} onChange={change} />
          <TransportBar>
            <ExportMenu />
          </TransportBar>
          <div className="panels">
            <TransmissionPanel problem={question.problem} />
            <MomentumPanel />
          </div>
        </div>
        <Parameters
          written={written}
          question={question}
          errors={errors}
          onChange={change}
          onPreset={(preset) => replace(preset.written)}
        />
      </main>
      <Help opened={help} onClose={() => setHelp(false)} />
    </StageContext>
  );
}
