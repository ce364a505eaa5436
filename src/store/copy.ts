import type { Copy, Copying } from "./copy-to-postgres.ts";

/**
 * Copies a SQLite database into an empty PostgreSQL one, all of it or nothing. What it takes is loaded by
 * the one tool that copies: every bot opens this room.
 *
 * @throws StoreError when the source is in use, the target holds rows, or either can't be reached
 */
export async function copyStore(from: Copying): Promise<Copy> {
  const { copyToPostgres } = await import("./copy-to-postgres.ts");
  return await copyToPostgres(from);
}
