/** A catalogue that can't be used as it is set up: the message is one sentence that says what to do. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
}
