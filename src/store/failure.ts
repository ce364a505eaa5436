/**
 * A fault of the store that a person can mend. Its message is one plain sentence that names the
 * database and the cure; the database's own words are in `cause`.
 */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
}

/**
 * The connection broke after a change was sent and before it was confirmed: it is stored, or it is
 * not. Whoever asked for it must look before asking again.
 */
export class UncertainError extends StoreError {
  override readonly name = "UncertainError";
}
