import type { Row } from "./row.ts";

/**
 * The part of @lancedb/lancedb 0.39 that is used, declared by hand: the package is installed only by
 * those who want it, and the project must type-check without it.
 */
export type LanceDb = {
  connect(
    uri: string,
    options: { readonly storageOptions?: Readonly<Record<string, string>> },
    session: Opaque,
  ): Promise<Connection>;
  readonly Session: new (indexCacheBytes: bigint, metadataCacheBytes: bigint) => Opaque;
  readonly Index: {
    fts(options: Readonly<Record<string, boolean | string | number>>): Opaque;
    btree(): Opaque;
    labelList(): Opaque;
    ivfPq(options: { readonly distanceType: "cosine" }): Opaque;
  };
  readonly MatchQuery: new (
    words: string,
    column: string,
    options?: { readonly operator?: "AND" | "OR" },
  ) => TextQuery;
  readonly BooleanQuery: new (
    parts: readonly (readonly ["MUST" | "SHOULD" | "MUST_NOT", TextQuery])[],
  ) => TextQuery;
  makeArrowTable(rows: readonly object[], options: { readonly schema: Opaque }): ArrowTable;
};

/** What only LanceDB itself looks into. */
export type Opaque = { readonly __opaque?: never };

/** A full-text query. */
export type TextQuery = Opaque & { queryType(): string };

export type Connection = {
  openTable(name: string): Promise<Table>;
  createEmptyTable(name: string, schema: Opaque, options: CreateOptions): Promise<Table>;
  tableNames(): Promise<string[]>;
  dropTable(name: string): Promise<void>;
  close(): void;
};

/** What becomes of a table of that name that is there already. */
export type CreateOptions = { readonly existOk: true } | { readonly mode: "overwrite" };

export type Table = {
  query(): Query;
  takeRowIds(rowIds: readonly bigint[]): Pick<Query, "select">;
  countRows(filter?: string): Promise<number>;
  add(data: ArrowTable, options?: { readonly mode: "append" | "overwrite" }): Promise<unknown>;
  mergeInsert(on: string): MergeInsert;
  delete(predicate: string): Promise<unknown>;
  checkoutLatest(): Promise<void>;
  version(): Promise<number>;
  createIndex(
    column: string,
    options: { readonly config: Opaque; readonly name: string; readonly replace: boolean },
  ): Promise<void>;
  listIndices(): Promise<readonly IndexState[]>;
  stats(): Promise<{
    readonly numRows: number;
    readonly totalBytes: number;
    readonly fragmentStats: { readonly numFragments: number };
  }>;
  optimize(options: { readonly cleanupOlderThan: Date }): Promise<unknown>;
  close(): void;
};

type IndexState = {
  readonly name: string;
  readonly numUnindexedRows?: number;
};

type MergeInsert = {
  whenMatchedUpdateAll(): MergeInsert;
  whenNotMatchedInsertAll(): MergeInsert;
  execute(data: ArrowTable): Promise<unknown>;
};

/** The columns of all tables, and those that a query adds. */
export type Columns = Row & {
  readonly part: number;
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly seq: number;
  readonly text: string;
  readonly vector: Iterable<number>;
  readonly _rowid: bigint;
  readonly _score: number;
  readonly _distance: number;
};

export type Order = {
  readonly columnName: keyof Row;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
};

type Query = {
  where(predicate: string): Query;
  fullTextSearch(query: TextQuery): Query;
  nearestTo(vector: Float32Array): Query;
  distanceType(type: "cosine"): Query;
  withRowId(): Query;
  select(columns: readonly string[]): Query;
  orderBy(order: readonly Order[]): Query;
  limit(count: number): Query;
  offset(count: number): Query;
  toArrow(options?: { readonly maxBatchLength?: number }): Promise<ArrowTable>;
};

export type ArrowTable = {
  readonly numRows: number;
  getChild(column: string): { get(at: number): unknown } | null;
  concat(...others: readonly ArrowTable[]): ArrowTable;
};

/** The part of apache-arrow, which comes with LanceDB, that describes columns. */
export type Arrow = {
  readonly Schema: new (fields: readonly Opaque[]) => Opaque;
  readonly Field: new (name: string, type: Opaque, nullable: boolean) => Opaque;
  readonly Utf8: new () => Opaque;
  readonly Binary: new () => Opaque;
  readonly Float32: new () => Opaque;
  readonly Float64: new () => Opaque;
  readonly List: new (item: Opaque) => Opaque;
  readonly FixedSizeList: new (length: number, item: Opaque) => Opaque;
};
