import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How long things of one kind took, in milliseconds. */
export type Timing = {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Of the processor, in the mean: others on the machine lengthen the clock, but hardly this. */
  readonly processor: number;
  readonly processorP99: number;
  /** The longest time for which the event loop stood still. */
  readonly stall: number;
};

/** Does something with each item, one after the other, after some that warm up. */
export async function timed<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  warming = items.slice(0, WARMING),
): Promise<Timing> {
  for (const item of warming) await act(item);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const clock: number[] = [];
  const processor: number[] = [];
  delay.enable();
  for (const item of items) {
    const [from, spent] = [performance.now(), cpu()];
    await act(item);
    clock.push(performance.now() - from);
    processor.push(cpu() - spent);
    await setImmediate();
  }
  delay.disable();
  const [times, costs] = [clock.sort((a, b) => a - b), processor.sort((a, b) => a - b)];
  return {
    ...{ p50: at(times, 0.5), p95: at(times, 0.95), p99: at(times, 0.99) },
    processor: costs.reduce((sum, cost) => sum + cost, 0) / costs.length,
    processorP99: at(costs, 0.99),
    stall: delay.max / 1e6,
  };
}

/** What doing something once costs: clock and processor in milliseconds, and the memory that it leaves taken in megabytes. */
export async function cost<T>(act: () => Promise<T>) {
  const [memory, from, spent] = [megabytes(), performance.now(), cpu()];
  const result = await act();
  const [clock, processor] = [performance.now() - from, cpu() - spent];
  return { result, clock, processor, memory: megabytes() - memory };
}

/** Milliseconds of processor that the process has used. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function megabytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const WARMING = 50;
