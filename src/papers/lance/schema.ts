import type { Arrow, LanceDb, Opaque } from "./lancedb.ts";
import type { Row } from "./row.ts";

/** The kinds of column. */
type Kind = "text" | "texts" | "number" | "bytes";

const COLUMNS: Readonly<Record<keyof Row, Kind>> = {
  ...{ key: "text", leads: "text", body: "bytes", terms: "text", prose: "text" },
  title: "text",
  ...{ named: "text", url: "text", names: "text", labels: "texts", published: "text" },
  ...{ daily: "text", listed: "text", upvotes: "number", countedAt: "number" },
};

/** The columns of the papers. */
export function paperSchema(arrow: Arrow): Opaque {
  const typeOf = {
    text: () => new arrow.Utf8(),
    texts: () => new arrow.List(new arrow.Field("item", new arrow.Utf8(), true)),
    number: () => new arrow.Float64(),
    bytes: () => new arrow.Binary(),
  } as const;
  return new arrow.Schema(
    Object.entries(COLUMNS).map(
      ([name, kind]) => new arrow.Field(name, typeOf[kind](), name !== "key"),
    ),
  );
}

/** An index that the papers have. */
export type PaperIndex = {
  readonly name: string;
  readonly column: keyof Row;
  readonly config: Opaque;
};

/** The indexes of the papers. */
export function paperIndexes({ Index }: LanceDb): readonly PaperIndex[] {
  // The words are cut and stemmed already, by the same analysis as in memory: blanks lie between them.
  const words = () => Index.fts({ ...PLAIN, baseTokenizer: "whitespace", withPosition: false });
  const sorted: readonly (keyof Row)[] = [
    ...(["key", "title", "named", "url", "published", "listed", "upvotes"] as const),
  ];
  return [
    { name: TERMS_INDEX, column: "terms", config: words() },
    { name: "title_words", column: "title", config: words() },
    { name: "labels", column: "labels", config: Index.labelList() },
    ...sorted.map((column) => ({ name: `${column}_sorted`, column, config: Index.btree() })),
  ];
}

/** The index that searches wait for most. */
export const TERMS_INDEX = "terms_words";

const PLAIN = {
  ...{ lowercase: false, stem: false, removeStopWords: false, asciiFolding: false },
  maxTokenLength: 1000,
};
