import { adding } from "../adding.ts";
import type { Addition } from "../catalogue.ts";
import { type Collection, createCollection } from "../collection.ts";
import type { Paper } from "../paper.ts";
import type { Held } from "./held.ts";
import { hasSameWords } from "./same-words.ts";

/** A paper as it is from now on, as it was under the same key, and whether a word of it changed. */
export type Change = {
  readonly paper: Paper;
  readonly before?: Paper;
  /** False when only counts and dates changed, which concern no index of words. */
  readonly words: boolean;
};

/** What came of papers; `gone` are those that were held and are part of another one now. */
type Joined = {
  readonly addition: Addition;
  readonly changes: readonly Change[];
  readonly gone: readonly Paper[];
};

/** What comes of papers that are joined with those that are held, just as the catalogue in memory joins them. */
export function join(papers: readonly Paper[], held: Held): Joined {
  const collection = createCollection({ papers: held.papers.values(), replaced: held.replaced });
  const addition = added(papers, collection);
  const changes = [...addition.added, ...addition.changed].map((paper): Change => {
    const before = held.papers.get(paper.key);
    return before === undefined
      ? { paper, words: true }
      : { paper, before, words: !hasSameWords(before, paper) };
  });
  const gone = [...addition.replaced.keys()].flatMap((key) => held.papers.get(key) ?? []);
  return { addition, changes, gone };
}

/** What an index would be told goes into rows instead, once all of it is known. */
const NO_INDEX = { add: () => {}, remove: () => {} };

function added(papers: readonly Paper[], collection: Pick<Collection, "add">): Addition {
  const steps = adding(papers, collection, NO_INDEX);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** One account of several additions, in their order. */
export function joined(additions: readonly Addition[]): Addition {
  const added = new Map<string, Paper>();
  const changed = new Map<string, Paper>();
  const replaced = new Map<string, string>();
  for (const one of additions) {
    for (const [from, to] of one.replaced) {
      replaced.set(from, to);
      const paper = added.get(from);
      if (paper && added.delete(from)) added.set(to, paper);
      changed.delete(from);
    }
    for (const paper of one.added) added.set(paper.key, paper);
    for (const paper of one.changed) (added.has(paper.key) ? added : changed).set(paper.key, paper);
  }
  return { added: [...added.values()], changed: [...changed.values()], replaced };
}
