import { setImmediate } from "node:timers/promises";
import { words } from "../words.ts";
import { type Pair, PairCounts } from "./pair-counts.ts";
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
  let pairs = new PairCounts();
  const countAll = (text: string, by: number) => {
    for (const { short, long } of mine(text)) pairs.count(short, long.join(" "), by);
  };
  return {
    add: (text) => countAll(text, 1),
    remove: (text) => countAll(text, -1),
    long: (short) => top(pairs.with("one", short), 2).map(({ other }) => other.split(" ")),
    short: (stems) =>
      runs(stems).flatMap((long) =>
        top(pairs.with("other", long.join(" ")), 1).map(({ one }) => ({ short: one, long })),
      ),
    forgetRare: () => {
      const kept = new PairCounts();
      for (const { one, other, times } of pairs.all()) if (times > 1) kept.count(one, other, times);
      pairs = kept;
    },
    save: function* () {
      const lines = pairs.all().map(({ one, other, times }) => `${one}\n${other}\n${times}`);
      yield* textBytes([...lines]);
    },
    load: async (from) => {
      let at = 0;
      for await (const part of from.textParts(await from.number()))
        for (const pair of part) {
          if (at % TOGETHER === 0) await setImmediate();
          at += 1;
          const [short = "", long = "", times] = (pair ?? "").split("\n");
          pairs.count(short, long, Number(times));
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

/** The most frequent pairs. */
function top(pairs: readonly Pair[], most: number): readonly Pair[] {
  return pairs.toSorted((a, b) => b.times - a.times).slice(0, most);
}
