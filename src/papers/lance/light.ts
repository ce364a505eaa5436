import type { Paper } from "../paper.ts";
import { present } from "../present.ts";
import type { Columns } from "./lancedb.ts";

/** The columns that a trend is made from. */
export const LIGHT = ["key", "published", "daily", "upvotes", "countedAt"] as const;

/** A paper as far as a trend looks at it, without its words. */
export function lightPaper(row: Pick<Columns, (typeof LIGHT)[number]>): Paper {
  return {
    ...{ key: row.key, title: "", abstract: "" },
    ...present({
      published: row.published ?? undefined,
      daily: row.daily ?? undefined,
      upvotes: row.upvotes ?? undefined,
      countedAt: row.countedAt ?? undefined,
    }),
  };
}
