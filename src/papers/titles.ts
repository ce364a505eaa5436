import { distance } from "fastest-levenshtein";
import { normalTitle } from "./paper.ts";

/** Finds a paper by its title. */
export type Titles = {
  add(key: string, title: string): void;
  remove(key: string): void;
  /** The keys of papers with just this title but for case, accents, punctuation and LaTeX. */
  exact(title: string): readonly string[];
  /** The one paper whose title begins so or is spelt nearly so; undefined when none or several do. */
  near(text: string): string | undefined;
};

/** An empty index of titles. */
export function createTitles(): Titles {
  const titleOf = new Map<string, string>();
  const keysOf = new Map<string, readonly string[]>();
  const remove = (key: string) => {
    const title = titleOf.get(key);
    if (title === undefined) return;
    const others = (keysOf.get(title) ?? []).filter((other) => other !== key);
    if (others.length > 0) keysOf.set(title, others);
    else keysOf.delete(title);
    titleOf.delete(key);
  };
  return {
    add: (key, title) => {
      const normal = normalTitle(title);
      if (titleOf.get(key) === normal) return;
      remove(key);
      titleOf.set(key, normal);
      keysOf.set(normal, [...(keysOf.get(normal) ?? []), key]);
    },
    remove,
    exact: (title) => keysOf.get(normalTitle(title)) ?? [],
    near: (text) => {
      const wanted = normalTitle(text.slice(0, LONGEST));
      if (wanted.length < SHORTEST) return undefined;
      const begun: string[] = [];
      for (const [key, title] of titleOf) if (title.startsWith(wanted)) begun.push(key);
      return begun.length > 0 ? only(begun) : misspelt(wanted, titleOf);
    },
  };
}

/** Characters below which a beginning or a misspelling says too little. */
const SHORTEST = 12;
/** Characters of a text that are compared with titles. */
const LONGEST = 400;

/** One edit in every eight characters, six at most. */
function misspelt(wanted: string, titleOf: ReadonlyMap<string, string>): string | undefined {
  let limit = Math.min(6, Math.floor(wanted.length / 8));
  let nearest: string[] = [];
  for (const [key, title] of titleOf) {
    if (Math.abs(title.length - wanted.length) > limit) continue;
    const edits = distance(title, wanted);
    if (edits > limit) continue;
    nearest = edits < limit ? [key] : [...nearest, key];
    limit = edits;
  }
  return only(nearest);
}

function only(keys: readonly string[]): string | undefined {
  return keys.length === 1 ? keys[0] : undefined;
}
