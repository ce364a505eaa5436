import { setImmediate } from "node:timers/promises";
import { words } from "../words.ts";
import { type SnapshotReader, textBytes } from "./snapshot.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Pairs that are loaded before other work gets its turn: some 2 ms. */
const TOGETHER = 1_000;

/** Short and long forms as stems: "gnn" and ["graph", "neural", "network"]. */
type Acronym = { readonly short: string; readonly long: readonly string[] };

/** The acronyms that the catalogue itself explains, both ways. */
export type Acronyms = {
  add(text: string): void;
  remove(text: string): void;
  /** The most frequent long forms of a stem, two at most: some acronyms mean two things. */
  long(short: string): readonly (readonly string[])[];
  /** The acronyms whose long form stands in a row of stems. */
  short(stems: readonly string[]): readonly Acronym[];
  /** Forgets what was explained only once. */
  forgetRare(): void;
  /** Everything as bytes, for `load` of an empty one. */
  save(): Iterable<Uint8Array>;
  load(from: SnapshotReader): Promise<void>;
};

/** An empty collection of acronyms. */
export function createAcronyms(): Acronyms {
  const longs = new Map<string, Map<string, number>>();
  const shorts = new Map<string, Map<string, number>>();
  const countOne = (short: string, long: string, by: number) => {
    count(longs, short, long, by);
    count(shorts, long, short, by);
  };
  const countAll = (text: string, by: number) => {
    for (const { short, long } of mine(text)) countOne(short, long.join(" "), by);
  };
  return {
    add: (text) => countAll(text, 1),
    remove: (text) => countAll(text, -1),
    long: (short) => top(longs.get(short), 2).map((long) => long.split(" ")),
    short: (stems) =>
      runs(stems).flatMap((long) =>
        top(shorts.get(long.join(" ")), 1).map((short) => ({ short, long })),
      ),
    forgetRare: () => {
      for (const [short, counts] of longs)
        for (const [long, times] of counts) if (times === 1) countOne(short, long, -1);
    },
    save: function* () {
      const pairs = [...longs].flatMap(([short, counts]) =>
        [...counts].map(([long, times]) => `${short}\n${long}\n${times}`),
      );
      yield* textBytes(pairs);
    },
    load: async (from) => {
      for (const [at, pair] of (await from.texts()).entries()) {
        if (at % TOGETHER === 0) await setImmediate();
        const [short = "", long = "", times] = (pair ?? "").split("\n");
        countOne(short, long, Number(times));
      }
    },
  };
}

/**
 * Pairs of "long form (SF)" in a text, by A. Schwartz and M. Hearst, "A simple algorithm for
 * identifying abbreviation definitions in biomedical text", PSB 2003.
 */
function mine(text: string): Acronym[] {
  const found: Acronym[] = [];
  for (const match of text.matchAll(/\(([A-Za-z][A-Za-z0-9-]{1,9})\)/g)) {
    const name = (match[1] ?? "").replace(/([A-Z])s$/, "$1");
    if ((name.match(/[A-Z]/g)?.length ?? 0) < 2) continue;
    const long = longForm(name, text.slice(Math.max(0, match.index - 150), match.index));
    const short = words(name).map(stem).join("");
    const stems = words(long).map(stem);
    const fits = stems.length > 1 && stems.length <= LONGEST && !stems.includes(short);
    if (fits && !STOP_WORDS.has(name.toLowerCase())) found.push({ short, long: stems });
  }
  return found;
}

/** The longest long form, in words. */
const LONGEST = 6;

/** The shortest end of `before` that holds the letters of `short` in order, the first one beginning a word. */
function longForm(short: string, before: string): string {
  const limit = Math.min(short.length + 5, short.length * 2);
  const near = before.trimEnd().split(/\s+/).slice(-limit).join(" ");
  let at = near.length - 1;
  for (let letter = short.length - 1; letter >= 0; letter -= 1) {
    const wanted = (short[letter] ?? "").toLowerCase();
    if (wanted === "-") continue;
    const inside = () => letter === 0 && /[A-Za-z0-9]/.test(near[at - 1] ?? " ");
    while (at >= 0 && (near[at]?.toLowerCase() !== wanted || inside())) at -= 1;
    if (at < 0) return "";
    at -= 1;
  }
  return near.slice(at + 1);
}

function runs(stems: readonly string[]): string[][] {
  return stems.flatMap((_, from) =>
    Array.from({ length: LONGEST - 1 }, (_, extra) => stems.slice(from, from + extra + 2)).filter(
      (run, extra) => run.length === extra + 2,
    ),
  );
}

function count(into: Map<string, Map<string, number>>, key: string, value: string, by: number) {
  const counts = into.get(key) ?? new Map<string, number>();
  const left = (counts.get(value) ?? 0) + by;
  if (left > 0) counts.set(value, left);
  else counts.delete(value);
  if (counts.size > 0) into.set(key, counts);
  else into.delete(key);
}

function top(counts: ReadonlyMap<string, number> | undefined, most: number): string[] {
  return [...(counts ?? [])]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([value]) => value);
}
