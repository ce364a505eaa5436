import { setImmediate } from "node:timers/promises";
import { floats } from "./column.ts";
import { jsonBytes, rowBytes, type SnapshotReader } from "./snapshot.ts";

/** Places of a run; putting an entry in moves half of a run on average, however many runs there are. */
const LONGEST = 512;

type Run = { readonly entries: Float64Array; length: number };

/**
 * Numbers in the order of what they stand for, in short sorted runs, so that putting one in or taking one
 * out never moves many. What comes in waits until somebody reads, or until enough waits: a small
 * catalogue starts without sorting.
 */
export class SortedRuns {
  private readonly runs: Run[] = [];
  private waiting: number[] = [];
  private readonly compare: (a: number, b: number) => number;

  /** `compare` says which of two entries comes first, and 0 for the same one alone. */
  constructor(compare: (a: number, b: number) => number) {
    this.compare = compare;
  }

  put(entry: number) {
    this.waiting.push(entry);
    if (this.waiting.length > MOST_WAITING) this.settle();
  }

  take(entry: number) {
    this.settle();
    const isBefore = (other: number) => this.compare(other, entry) < 0;
    const at = this.runFrom(isBefore);
    const run = this.runs[at];
    if (!run) return;
    const place = placeFrom(run, isBefore);
    if (place >= run.length || run.entries[place] !== entry) return;
    run.entries.copyWithin(place, place + 1, run.length);
    run.length -= 1;
    if (run.length === 0) this.runs.splice(at, 1);
  }

  /** Calls `visit` with the entries from the first that is not before on, until one is behind. */
  between(
    isBefore: (entry: number) => boolean,
    isBehind: (entry: number) => boolean,
    visit: (entry: number) => void,
  ) {
    this.settle();
    for (let at = this.runFrom(isBefore); at < this.runs.length; at += 1) {
      const run = this.runs[at];
      if (!run) return;
      const from = placeFrom(run, isBefore);
      const isLast = isBehind(run.entries[run.length - 1] ?? 0);
      const to = isLast ? placeFrom(run, (entry) => !isBehind(entry)) : run.length;
      for (let place = from; place < to; place += 1) visit(run.entries[place] ?? 0);
      if (isLast) return;
    }
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    this.settle();
    yield* jsonBytes(this.runs.length);
    for (const { entries, length } of this.runs) yield* rowBytes(entries, length);
  }

  async load(from: SnapshotReader) {
    const count = await from.number();
    while (this.runs.length < count) {
      const row = await from.row(floats);
      const run = { entries: floats(LONGEST), length: row.length };
      run.entries.set(row);
      this.runs.push(run);
      if (this.runs.length % TOGETHER === 0) await setImmediate();
    }
  }

  /** Puts entries, given in order, into an empty row. */
  private fill(entries: Float64Array) {
    for (let from = 0; from < entries.length; from += HALF) {
      const part = entries.subarray(from, from + HALF);
      const run = { entries: floats(LONGEST), length: part.length };
      run.entries.set(part);
      this.runs.push(run);
    }
  }

  private settle() {
    if (this.waiting.length === 0) return;
    const waiting = this.waiting.sort(this.compare);
    this.waiting = [];
    if (this.runs.length === 0) this.fill(Float64Array.from(waiting));
    else for (const entry of waiting) this.insert(entry);
  }

  private insert(entry: number) {
    const isBefore = (other: number) => this.compare(other, entry) < 0;
    const at = Math.min(this.runFrom(isBefore), this.runs.length - 1);
    const run = this.runs[at];
    if (!run) return this.fill(Float64Array.of(entry));
    const place = placeFrom(run, isBefore);
    run.entries.copyWithin(place + 1, place, run.length);
    run.entries[place] = entry;
    run.length += 1;
    if (run.length < LONGEST) return;
    const second = { entries: floats(LONGEST), length: run.length - HALF };
    second.entries.set(run.entries.subarray(HALF, run.length));
    run.length = HALF;
    this.runs.splice(at + 1, 0, second);
  }

  /** The first run whose last entry is not before. */
  private runFrom(isBefore: (entry: number) => boolean): number {
    return firstNot(this.runs.length, (at) => {
      const run = this.runs[at];
      return run !== undefined && isBefore(run.entries[run.length - 1] ?? 0);
    });
  }
}

/** Runs that are loaded before other work gets its turn: some 2 ms. */
const TOGETHER = 100;
/** Entries of a run that is half full. */
const HALF = LONGEST / 2;
/** Entries that may wait: about what 50 papers have, and 5 ms of sorting, for which nothing else is answered. */
const MOST_WAITING = 1000;

function placeFrom(run: Run, isBefore: (entry: number) => boolean): number {
  return firstNot(run.length, (at) => isBefore(run.entries[at] ?? 0));
}

/** The first of so many places for which something does not hold, where it holds for none behind such a one. */
function firstNot(length: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
