import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * The longest stalls of this thread, in ms, by three witnesses: Node's own monitor; a timer that should
 * come every millisecond; and the processor's time that this thread itself used between two of its ticks,
 * which others on the machine don't lengthen.
 */
export type Stalls = { readonly monitor: number; readonly timer: number; readonly own: number };

/** Watches this thread until it is asked what the longest stalls were. */
export function watchStalls(): () => Stalls {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  let [timer, own] = [0, 0];
  let at = performance.now();
  let spent = threadTime();
  const ticking = setInterval(() => {
    const [now, used] = [performance.now(), threadTime()];
    timer = Math.max(timer, now - at - 1);
    own = Math.max(own, used - spent);
    [at, spent] = [now, used];
  }, 1);
  return () => {
    clearInterval(ticking);
    monitor.disable();
    return { monitor: monitor.max / 1e6, timer, own };
  };
}

/** Milliseconds of processor that this thread has used. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
