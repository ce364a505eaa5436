import type { Paper } from "../paper.ts";
import type { Item, Items } from "./items.ts";

/** A paper that is the answer by itself, whatever words it is made of. */
function alone(paper: Paper): Item {
  return { key: paper.key, paper, score: 0, matches: [], whole: true };
}

/** What was found with the papers that the text names in front. */
export function withNamed(named: readonly Paper[], found: Items): Items {
  const best = found.items[0]?.score ?? 0;
  const byKey = new Map(found.items.map((item) => [item.key, item]));
  const first = named.map((paper, at): Item => {
    const score = best + named.length - at;
    return { ...(byKey.get(paper.key) ?? alone(paper)), paper, whole: true, score };
  });
  const keys = new Set(named.map(({ key }) => key));
  const rest = found.items.filter(({ key }) => !keys.has(key));
  // What was not counted up to its end may well have counted these.
  const added = found.more ? 0 : first.filter(({ key }) => !byKey.has(key)).length;
  const gained = found.more ? 0 : first.filter(({ key }) => byKey.get(key)?.whole !== true).length;
  return {
    ...{ items: [...first, ...rest], more: found.more },
    ...{ total: found.total + added, whole: found.whole + gained },
  };
}
