/**
 * Loaded into a server that is measured (`node --import`): tells whoever started it what it takes, each
 * time it is asked.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** What a server took since it was asked last. */
export interface Watched {
  /** Longest that its event loop was late, in ms. */
  readonly longestDelay: number;
  /** Most memory it had, its threads' included, in bytes; looked at ten times a second. */
  readonly peakBytes: number;
  /** Processor time of all its threads since it was asked last, in seconds. */
  readonly cpuSeconds: number;
}

/** The loop is looked at this often, in ms; a look that comes in time is no delay. */
const resolution = 5;
/** The memory is looked at this often, in ms. */
const looking = 100;

if (isMainThread && process.channel) {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  let before = process.cpuUsage();
  let peakBytes = 0;
  const look = () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  setInterval(look, looking).unref();
  process.on("message", () => {
    const { user, system } = process.cpuUsage(before);
    look();
    const watched: Watched = {
      longestDelay: Math.max(0, delays.max / 1e6 - resolution),
      peakBytes,
      cpuSeconds: (user + system) / 1e6,
    };
    before = process.cpuUsage();
    delays.reset();
    peakBytes = 0;
    process.send?.(watched);
  });
  // Who listens is no reason to go on living.
  process.channel.unref();
}
