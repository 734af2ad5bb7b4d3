/** Play, pause, step, speed, loop, restart: the buttons under the picture. */
import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconRepeat,
} from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { useStage } from "./canvas.tsx";
import { speeds } from "./player.ts";
import type { Scene } from "./stage.ts";
import { Timeline } from "./timeline.tsx";
import "./transport.css";

/** The transport bar: buttons, the time, the time line; `children` come last. */
export function TransportBar({ children }: { readonly children: ReactNode }) {
  const { player } = useStage();
  const { playing, speed, loop } = useSyncExternalStore(
    (changed) => {
      player.onTransport = changed;
      return () => {
        player.onTransport = () => {};
      };
    },
    () => player.transport,
  );
  return (
    <section className="transport" aria-label="Playback">
      <Timeline />
      <div className="buttons">
        <Tool name="Restart" keys="R" onClick={() => player.restart()}>
          <IconPlayerSkipBackFilled size={16} />
        </Tool>
        <Tool name="Step back" keys="←" onClick={() => player.step(-1)}>
          <IconChevronLeft size={20} stroke={2.4} />
        </Tool>
        <Tool name={playing ? "Pause" : "Play"} keys="Space" main onClick={() => player.toggle()}>
          {playing ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </Tool>
        <Tool name="Step forward" keys="→" onClick={() => player.step(1)}>
          <IconChevronRight size={20} stroke={2.4} />
        </Tool>
        <Tool name="Loop" keys="L" pressed={loop} onClick={() => player.toggleLoop()}>
          <IconRepeat size={18} />
        </Tool>
        <select
          aria-label="Speed"
          title="Speed ([ and ])"
          value={speed}
          onChange={(event) => player.setSpeed(Number(event.target.value))}
        >
          {speeds.map((value) => (
            <option key={value} value={value}>
              {value}×
            </option>
          ))}
        </select>
        <Clock />
        <div className="rest">{children}</div>
      </div>
    </section>
  );
}

interface ToolProps {
  readonly name: string;
  /** The key that does the same. */
  readonly keys: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly main?: boolean;
  readonly pressed?: boolean;
}

function Tool({ name, keys, onClick, children, main = false, pressed }: ToolProps) {
  const lit = main || pressed === true;
  return (
    <Tooltip label={`${name} (${keys})`}>
      <ActionIcon
        aria-label={name}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        size={main ? 40 : 34}
        radius="xl"
        variant={main ? "filled" : pressed ? "light" : "subtle"}
        color={lit ? "teal" : "gray"}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The shown frame's time, of the whole. */
function Clock() {
  const stage = useStage();
  const now = useRef<HTMLSpanElement>(null);
  const whole = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // A frame may still come when the page is left, and the references are gone.
    const [time, end] = [now.current!, whole.current!];
    const draw = ({ shown }: Scene) => {
      if (shown === undefined) return;
      const { frameCount, frameInterval } = shown.run.wave;
      const last = (frameCount - 1) * frameInterval;
      const decimals = Math.max(0, Math.min(8, 3 - Math.floor(Math.log10(last || 1))));
      time.textContent = (shown.index * frameInterval).toFixed(decimals);
      end.textContent = last.toFixed(decimals);
    };
    return stage.add({ draw, live: true });
  }, [stage]);
  return (
    <span className="clock">
      <span className="symbol">t</span> <span ref={now} data-testid="time" />
      <span className="dim">
        {" / "}
        <span ref={whole} />
      </span>
    </span>
  );
}
