import type { Page } from "#papers";
import { counted } from "./words.ts";

/**
 * How many papers have all words and how many only some: one total of both would say nothing. What was
 * not counted to its end is said to be “at least” so much.
 */
export function amount({ total, whole, more }: Pick<Page, "total" | "whole" | "more">): string {
  const least = more ? "at least " : "";
  if (whole === total) return `${least}${counted(total, "paper")}`;
  const all = whole === 0 ? "no paper" : counted(whole, "paper");
  const some = (total - whole).toLocaleString("en");
  return `${more === "whole" ? least : ""}${all} with every word, ${least}${some} with some`;
}
