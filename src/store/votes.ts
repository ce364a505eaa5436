import type { Kysely } from "kysely";
import { marks } from "./marks.ts";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** A community's own upvotes: one per person and paper. */
export type Votes = {
  /** Answers false when this person had voted for it already. */
  cast(scope: Scope, person: string, paper: string, at: number): Promise<boolean>;
  /** Answers false when there was no vote to take back. */
  withdraw(scope: Scope, person: string, paper: string): Promise<boolean>;
  /** Votes by paper key, of those cast at `since` (ms since 1970) or later. */
  counts(scope: Scope, since?: number): Promise<ReadonlyMap<string, number>>;
  /** Keys of the papers that anybody voted for at `since` (ms since 1970) or later: across tenants, and without saying who. */
  papersSince(since: number): Promise<readonly string[]>;
  /** The votes of one paper. */
  of(scope: Scope, paper: string): Promise<number>;
};

/** Keeps the votes in `db`. */
export function votes(db: Kysely<Schema>): Votes {
  const { add, remove, counts, papersSince, ofPaper } = marks(db, "votes");
  return { cast: add, withdraw: remove, counts, papersSince, of: ofPaper };
}
