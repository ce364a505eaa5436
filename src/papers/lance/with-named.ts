import type { Paper } from "../paper.ts";
import { wordsIn } from "../search/clauses.ts";
import { toDocument } from "../search/document.ts";
import { type Item, type Items, NO_ITEMS } from "./items.ts";
import { readMarks, toMarks } from "./marks.ts";
import type { Looked } from "./reading.ts";
import { scored } from "./scoring.ts";
import type { Shelf } from "./shelf.ts";

/** What a text that is an id and nothing else finds: its paper, as in memory without a score. */
export function namedAlone(paper: Paper | undefined): Items {
  if (!paper) return NO_ITEMS;
  return { ...NO_ITEMS, items: [alone(paper)], total: 1, whole: 1 };
}

/** A paper that is the answer by itself, with the words of the query that it holds. */
function alone(paper: Paper, matches: Item["matches"] = []): Item {
  return { key: paper.key, paper, score: 0, matches, whole: true };
}

/** What was found with the papers that the text names in front: the last of them is one better than the best of the others, each before it by one more. */
export function withNamed(
  named: readonly Paper[],
  found: Items,
  looked: Looked,
  { counts }: Pick<Shelf, "counts">,
): Items {
  const keys = new Set(named.map(({ key }) => key));
  const rest = found.items.filter(({ key }) => !keys.has(key));
  const best = rest[0]?.score ?? 0;
  const byKey = new Map(found.items.map((item) => [item.key, item]));
  const read = (paper: Paper): Item => {
    const marks = readMarks(toMarks(toDocument(paper), paper));
    const [own] = scored([marks], looked.clauses, counts);
    return alone(paper, own ? wordsIn(own.mask, looked.terms) : []);
  };
  const first = named.map((paper, at): Item => {
    const score = best + named.length - at;
    return { ...(byKey.get(paper.key) ?? read(paper)), paper, whole: true, score };
  });
  // What was not counted up to its end may well have counted these.
  const added = found.more ? 0 : first.filter(({ key }) => !byKey.has(key)).length;
  const gained = found.more ? 0 : first.filter(({ key }) => byKey.get(key)?.whole !== true).length;
  return {
    ...{ items: [...first, ...rest], more: found.more },
    ...{ total: found.total + added, whole: found.whole + gained },
  };
}
