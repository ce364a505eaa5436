import type { Asked } from "../asked.ts";
import { words } from "../words.ts";
import { quoted } from "./ask.ts";

/**
 * The filters of a query as SQL. Every paper that passes `paperFilter` satisfies it; the other way
 * round that holds for all but authors, whose words may be of two persons here.
 */
export function conditionsOf({
  authors,
  categories,
  since,
}: Pick<Asked, "authors" | "categories" | "since">): string {
  return [
    ...authors.flatMap((name) => words(name).map((word) => `names LIKE '% ${word}%'`)),
    ...categories.map((one) => `array_has(labels, ${quoted(one.trim().toLowerCase())})`),
    ...(since === undefined ? [] : [sinceIn(since)]),
  ].join(" AND ");
}

/** Compared to the precision that both have: a paper of "2024-05" may be as late as any day of May. */
function sinceIn(since: string): string {
  const wider = [since.slice(0, 7), since.slice(0, 4)].filter((one) => one.length < since.length);
  const later = [
    `published >= ${quoted(since)}`,
    ...wider.map((one) => `published = ${quoted(one)}`),
  ];
  return `(${later.join(" OR ")})`;
}
