import { CatalogueError } from "../catalogue-error.ts";
import type { ChangeReader, ChangesModule, ChangesPlace } from "../changes.ts";

/** A reader of what changed at that place, whose code is loaded at once; it opens the place when it is first asked. */
export type ChangesAt = ChangeReader & {
  /** Resolves once its code is loaded, for which a thread stands still, or can't be: who only searches need not know. */
  ready(): Promise<void>;
};

/** The reader of a place; what is read ends with the error of opening it, or with CatalogueError where its code can't be loaded. */
export function changesAt({ module, where, mark }: ChangesPlace): ChangesAt {
  const loading: Promise<ChangesModule> = import(module).catch((cause: unknown) => {
    throw new CatalogueError(sentence(cause), { cause });
  });
  const ready = loading.then(
    () => {},
    () => {},
  );
  let reader: ChangeReader | undefined;
  return {
    ready: () => ready,
    changedSince: async (from, most) => {
      const { openChanges } = await loading;
      reader ??= openChanges(where, mark);
      return await reader.changedSince(from, most);
    },
    close: async () => {
      await reader?.close();
    },
  };
}

function sentence(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `The program that reads new papers out of the database can't be loaded (${reason}): start the bot again, and install it again where that does not help.`;
}
