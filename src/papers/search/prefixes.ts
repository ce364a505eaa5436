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
  let sorted: Entry[] = [];
  let added: Entry[] = [];
  // A few new titles are put in place, many are sorted in at once: adding stays cheap either way.
  const settle = () => {
    if (added.length > MANY) sorted = joined(sorted, added.sort(byText));
    else for (const entry of added) sorted.splice(lowerBound(sorted, entry.text), 0, entry);
    added = [];
  };
  return {
    add: (key, title) => {
      added.push(...endings(title).map((text, at) => ({ text, key, front: at === 0 })));
      if (added.length > MOST_UNSORTED) settle();
    },
    remove: (key, title) => {
      settle();
      for (const text of endings(title)) {
        let at = lowerBound(sorted, text);
        while (sorted[at]?.text === text && sorted[at]?.key !== key) at += 1;
        if (sorted[at]?.text === text) sorted.splice(at, 1);
      }
    },
    starting: (prefix) => {
      const found = new Map<string, boolean>();
      if (prefix === "") return found;
      settle();
      for (let at = lowerBound(sorted, prefix); at < sorted.length; at += 1) {
        const entry = sorted[at];
        if (!entry?.text.startsWith(prefix)) break;
        found.set(entry.key, entry.front || found.get(entry.key) === true);
      }
      return found;
    },
  };
}

/** New entries up to which each is put in place by itself. */
const MANY = 300;

/** Entries that may wait: sorting in so many takes a twentieth of a second, also into a million. */
const MOST_UNSORTED = 5_000;

/** What stands from each word on to the end: "graph transformers" and "transformers". */
function endings(title: readonly string[]): string[] {
  return title.map((_, from) => title.slice(from).join(" "));
}

function byText(a: Entry, b: Entry): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** Two sorted lists as one. The places of the few are searched for, since comparing texts is what takes long. */
function joined(many: readonly Entry[], few: readonly Entry[]): Entry[] {
  const all: Entry[] = [];
  let from = 0;
  for (const entry of few) {
    const to = lowerBound(many, entry.text, from);
    for (const one of many.slice(from, to)) all.push(one);
    all.push(entry);
    from = to;
  }
  for (const one of many.slice(from)) all.push(one);
  return all;
}

function lowerBound(entries: readonly Entry[], text: string, from = 0): number {
  let low = from;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.text ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
