import type { Asked } from "../asked.ts";
import { paperFilter } from "../paper-filter.ts";
import { stem } from "../search/stem.ts";
import { STOP_WORDS } from "../search/stop-words.ts";
import { textFilter } from "../search/text-filter.ts";
import { conditionsOf } from "./conditions.ts";
import { find, MOST_FOUND, type Sought } from "./finding.ts";
import { fetched, type Items, NO_ITEMS } from "./items.ts";
import type { Looked } from "./reading.ts";
import type { Shelf } from "./shelf.ts";

/** What the index can see to of a query. */
export function soughtBy(asked: Asked, looked: Looked): Sought {
  const phrases = asked.phrases.flatMap((phrase) => phrase.split(" "));
  return {
    looked,
    where: conditionsOf(asked),
    all: [...new Set(phrases.filter((word) => !STOP_WORDS.has(word)).map(stem))],
    none: asked.without.filter((one) => !one.includes(" ") && !STOP_WORDS.has(one)).map(stem),
  };
}

/** Whether a query has conditions that only the papers themselves can answer. */
export function isStrict({ authors, phrases, without }: Asked): boolean {
  return authors.length + phrases.length + without.length > 0;
}

/** Papers with words of a query, best first, at least `count` when there are so many, and those with one of these normal titles. */
export async function itemsByWords(
  asked: Asked,
  looked: Looked,
  shelf: Shelf,
  count: number,
  titles: readonly string[] = [],
): Promise<Items> {
  const sought = { ...soughtBy(asked, looked), titles };
  if (!isStrict(asked)) {
    const { answers, ...counts } = await find(sought, shelf, count);
    return { items: answers, ...counts, isTitled: titles.length > 0 };
  }
  const [lets, holds] = [paperFilter(asked), textFilter(asked)];
  for (const window of [count, MOST_FOUND]) {
    const { answers, more } = await find(sought, shelf, window);
    const items = (await fetched(answers, shelf)).filter(
      ({ paper }) => lets(paper) && holds(paper),
    );
    if (items.length < count && more !== undefined && window < MOST_FOUND) continue;
    const whole = items.filter(({ whole }) => whole).length;
    return { items, total: items.length, whole, more: more && "whole" };
  }
  return NO_ITEMS;
}
