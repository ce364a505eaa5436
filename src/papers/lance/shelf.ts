import type { LanceDb, Table, TextQuery } from "./lancedb.ts";
import type { WordCounts } from "./word-counts.ts";

/** What questions are answered from: the papers as they were at most seconds ago, and what is known of their words. */
export type Shelf = {
  readonly papers: Table;
  readonly counts: WordCounts;
  readonly lance: LanceDb;
};

/** Stems of which a row must hold any, or all, and others that it must hold or must not. */
export type Stems = {
  readonly any?: readonly string[];
  readonly all?: readonly string[];
  readonly none?: readonly string[];
};

/** Rows that hold these stems; among those with all of `all`, those with any of `any` come first. */
export function holding({ any = [], all = [], none = [] }: Stems, lance: LanceDb): TextQuery {
  const match = (stems: readonly string[], operator: "AND" | "OR") =>
    new lance.MatchQuery(stems.join(" "), "terms", { operator });
  const parts = [
    ...(all.length > 0 ? [["MUST", match(all, "AND")] as const] : []),
    ...(any.length > 0 ? [[all.length > 0 ? "SHOULD" : "MUST", match(any, "OR")] as const] : []),
    ...(none.length > 0 ? [["MUST_NOT", match(none, "OR")] as const] : []),
  ];
  const [[, only] = []] = parts;
  // The query of several parts is many times slower.
  return parts.length === 1 && only ? only : new lance.BooleanQuery(parts);
}
