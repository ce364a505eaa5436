/** Titles by the beginning of any of their words, kept sorted. */
export type Prefixes = {
  add(key: string, title: readonly string[]): void;
  remove(key: string, title: readonly string[]): void;
  /** The keys of titles with a word, or a row of words, that begins so; true for those at the front of the title; none for an empty prefix. */
  starting(prefix: string): ReadonlyMap<string, boolean>;
};

type Entry = { readonly text: string; readonly key: string; readonly front: boolean };

/** An empty index; titles are given as their normalised words. */
export function createPrefixes(): Prefixes {
  const sorted = createSorted();
  let waiting: Entry[] = [];
  // A small catalogue starts without sorting; sorting a few at a time keeps nobody waiting.
  const settle = () => {
    for (const entry of waiting.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)))
      sorted.put(entry);
    waiting = [];
  };
  return {
    add: (key, title) => {
      for (const [at, text] of endings(title).entries())
        waiting.push({ text, key, front: at === 0 });
      if (waiting.length > MOST_WAITING) settle();
    },
    remove: (key, title) => {
      settle();
      for (const text of endings(title)) sorted.take(text, key);
    },
    starting: (prefix) => {
      const found = new Map<string, boolean>();
      if (prefix === "") return found;
      settle();
      for (const { text, key, front } of sorted.from(prefix)) {
        if (!text.startsWith(prefix)) break;
        found.set(key, front || found.get(key) === true);
      }
      return found;
    },
  };
}

/** Entries that may wait: about what 200 titles have. */
const MOST_WAITING = 2000;

/** Entries of one run at most: to put one in moves half a run on average, however many runs there are. */
const LONGEST_RUN = 512;

/** Entries by their text, as a row of short sorted runs. */
function createSorted() {
  const runs: Entry[][] = [];
  /** The first run that may hold the text. */
  const runOf = (text: string) =>
    lowerBound(runs.length, (at) => runs[at]?.at(-1)?.text ?? "", text);
  const placeIn = (run: readonly Entry[], text: string) =>
    lowerBound(run.length, (at) => run[at]?.text ?? "", text);
  const from = function* (text: string) {
    for (let at = runOf(text); at < runs.length; at += 1) {
      const run = runs[at] ?? [];
      for (let place = placeIn(run, text); place < run.length; place += 1) {
        const entry = run[place];
        if (entry) yield entry;
      }
    }
  };
  return {
    from,
    put: (entry: Entry) => {
      const at = Math.min(runOf(entry.text), Math.max(0, runs.length - 1));
      const run = runs[at] ?? [];
      if (runs.length === 0) runs.push(run);
      run.splice(placeIn(run, entry.text), 0, entry);
      if (run.length > LONGEST_RUN) runs.splice(at + 1, 0, run.splice(LONGEST_RUN / 2));
    },
    take: (text: string, key: string) => {
      for (let at = runOf(text); at < runs.length; at += 1) {
        const run = runs[at] ?? [];
        for (let place = placeIn(run, text); place < run.length; place += 1) {
          if (run[place]?.text !== text) return;
          if (run[place]?.key !== key) continue;
          run.splice(place, 1);
          if (run.length === 0) runs.splice(at, 1);
          return;
        }
      }
    },
  };
}

/** What stands from each word on to the end: "graph transformers" and "transformers". Parts of one text, so that they cost no room of their own. */
function endings(title: readonly string[]): string[] {
  const whole = title.join(" ");
  let from = 0;
  return title.map((word) => {
    const ending = whole.slice(from);
    from += word.length + 1;
    return ending;
  });
}

/** The first of so many places whose text is not less than the one given. */
function lowerBound(length: number, textAt: (at: number) => string, text: string): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (textAt(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
