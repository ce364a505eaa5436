import type { Kysely } from "kysely";
import { type Mark, marks } from "./marks.ts";
import type { Schema } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** Each reader's own list of papers. */
export type Saves = {
  /** Answers false when it was on the list already; the list keeps the first time. */
  save(scope: Scope, person: string, paper: string, at: number): Promise<boolean>;
  /** Answers false when it was not on the list. */
  remove(scope: Scope, person: string, paper: string): Promise<boolean>;
  /** One reader's list, newest first. */
  of(scope: Scope, person: string): Promise<readonly Mark[]>;
  /** How many readers saved each paper, of those saved at `since` (ms since 1970) or later. */
  counts(scope: Scope, since?: number): Promise<ReadonlyMap<string, number>>;
  /** Keys of the papers that anybody saved at `since` (ms since 1970) or later: across tenants, and without saying who. */
  papersSince(since: number): Promise<readonly string[]>;
};

/** Keeps the saves in `db`. */
export function saves(db: Kysely<Schema>): Saves {
  const { add, remove, counts, papersSince, ofPerson } = marks(db, "saves");
  return { save: add, remove, of: ofPerson, counts, papersSince };
}
