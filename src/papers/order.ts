import type { Paper } from "./paper.ts";

/** Newest first; papers without a date last. */
export function byDate(a: Pick<Paper, "published">, b: Pick<Paper, "published">): number {
  const [dateA, dateB] = [a.published ?? "", b.published ?? ""];
  return dateA === dateB ? 0 : dateA < dateB ? 1 : -1;
}

/** Most upvoted first; unknown counts last, after none at all. */
export function byUpvotes(a: Pick<Paper, "upvotes">, b: Pick<Paper, "upvotes">): number {
  return (b.upvotes ?? -1) - (a.upvotes ?? -1);
}
