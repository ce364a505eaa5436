import { floats, withRoom } from "./column.ts";
import { rowBytes, type SnapshotReader } from "./snapshot.ts";

/** Places of a run; putting an entry in moves half of a run on average, however many runs there are. */
const LONGEST = 128;

/** A full row takes no more; its keys are made when they are needed. */
type Run = { entries: Float64Array; keys: Float64Array | undefined; length: number };

/**
 * Numbers in the order of what they stand for, in short sorted runs, so that putting one in or taking one
 * out never moves many. What comes in waits until somebody reads, or until enough waits: a small
 * catalogue starts without sorting.
 */
export class SortedRuns {
  private runs: Run[] = [];
  /** The key of the last entry of each run; undefined while nobody needs them. */
  private ends: number[] | undefined;
  private waiting: number[] = [];
  private readonly compare: (a: number, b: number) => number;
  private readonly keyOf: (entry: number) => number;

  /**
   * `compare` says which of two entries comes first, and 0 for the same one alone. Where `keyOf` gives
   * one of two a smaller number it comes first, too.
   */
  constructor(compare: (a: number, b: number) => number, keyOf: (entry: number) => number) {
    this.compare = compare;
    this.keyOf = keyOf;
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
    run.keys?.copyWithin(place, place + 1, run.length);
    run.length -= 1;
    if (run.length > 0) {
      if (this.ends && place === run.length) this.ends[at] = this.keyOf(lastOf(run));
      return;
    }
    this.runs.splice(at, 1);
    this.ends?.splice(at, 1);
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
      const isLast = isBehind(lastOf(run));
      const to = isLast ? placeFrom(run, (entry) => !isBehind(entry)) : run.length;
      for (let place = from; place < to; place += 1) visit(run.entries[place] ?? 0);
      if (isLast) return;
    }
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    this.settle();
    const all = floats(this.runs.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const { entries, length } of this.runs) {
      all.set(entries.subarray(0, length), at);
      at += length;
    }
    yield* rowBytes(all);
  }

  async load(from: SnapshotReader) {
    this.runs = runsOf(await from.row(floats));
  }

  private settle() {
    if (this.waiting.length === 0) return;
    const { waiting } = this;
    this.waiting = [];
    if (this.runs.length > 0) for (const entry of waiting) this.insert(entry);
    else this.runs = runsOf(Float64Array.from(waiting.sort(this.compare)));
  }

  private insert(entry: number) {
    const { runs, compare, keyOf } = this;
    const key = keyOf(entry);
    const isBefore = (other: number, its: number) =>
      its < key || (its === key && compare(other, entry) < 0);
    this.ends ??= runs.map((run) => keyOf(lastOf(run)));
    const { ends } = this;
    const found = firstNot(runs.length, (at) => isBefore(lastOf(runs[at]), ends[at] ?? 0));
    const at = Math.min(found, runs.length - 1);
    const run = runs[at];
    if (!run) return;
    if (run.length === run.entries.length) {
      if (run.length < LONGEST) widen(run);
      else {
        this.split(at, run);
        this.insert(entry);
        return;
      }
    }
    run.keys ??= run.entries.map(keyOf);
    const { entries, keys, length } = run;
    const place = firstNot(length, (at) => isBefore(entries[at] ?? 0, keys[at] ?? 0));
    entries.copyWithin(place + 1, place, length);
    keys.copyWithin(place + 1, place, length);
    entries[place] = entry;
    keys[place] = key;
    run.length += 1;
    if (place === length) ends[at] = key;
  }

  /** Makes two runs with room of a full one. */
  private split(at: number, run: Run) {
    const keys = run.keys ?? run.entries.map(this.keyOf);
    const half = run.length >> 1;
    const made = [[0, half] as const, [half, run.length] as const].map(
      ([from, to]): Run => ({
        entries: withRoom(run.entries.subarray(from, to), LONGEST, floats),
        keys: withRoom(keys.subarray(from, to), LONGEST, floats),
        length: to - from,
      }),
    );
    this.runs.splice(at, 1, ...made);
    this.ends?.splice(at, 0, keys[half - 1] ?? 0);
  }

  /** The first run whose last entry is not before. */
  private runFrom(isBefore: (entry: number) => boolean): number {
    return firstNot(this.runs.length, (at) => {
      const run = this.runs[at];
      return run !== undefined && isBefore(lastOf(run));
    });
  }
}

/** Entries that may wait: about what 50 papers have, and a millisecond of sorting, for which nothing else is answered. */
const MOST_WAITING = 1000;

/** Runs without room to spare: of entries that stay as they are most of them never need it. */
function runsOf(entries: Float64Array): Run[] {
  return Array.from({ length: Math.ceil(entries.length / LONGEST) }, (_, at) => {
    const part = entries.subarray(at * LONGEST, (at + 1) * LONGEST);
    return { entries: part, keys: undefined, length: part.length };
  });
}

/** Gives a run that has none its room: one of a single entry can't be split. */
function widen(run: Run) {
  run.entries = withRoom(run.entries, LONGEST, floats);
  if (run.keys) run.keys = withRoom(run.keys, LONGEST, floats);
}

function lastOf(run: Run | undefined): number {
  return run?.entries[run.length - 1] ?? 0;
}

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
