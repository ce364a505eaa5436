/** A row without its nulls: a column that may be null is a field that may be absent. */
export type Present<Row> = {
  readonly [Name in keyof Row as null extends Row[Name] ? never : Name]: Row[Name];
} & {
  readonly [Name in keyof Row as null extends Row[Name] ? Name : never]?: NonNullable<Row[Name]>;
};

/** Drops the null columns of a row, because the types above the database know only "absent". */
export function present<Row extends object>(row: Row): Present<Row> {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(filled) as Present<Row>;
}
