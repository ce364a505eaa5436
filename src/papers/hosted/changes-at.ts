import type { ChangeReader, ChangesModule, ChangesPlace } from "../changes.ts";

/** A reader of what changed at that place, whose code is loaded at once; it opens the place when it is first asked. */
export type ChangesAt = ChangeReader & {
  /** Resolves once its code is loaded, for which a thread stands still. */
  ready(): Promise<void>;
};

/** The reader of a place; its methods end with the error of loading or opening it. */
export function changesAt({ module, where }: ChangesPlace): ChangesAt {
  const loading: Promise<ChangesModule> = import(module);
  let reader: ChangeReader | undefined;
  return {
    ready: async () => {
      await loading;
    },
    changedSince: async (from, most) => {
      const { openChanges } = await loading;
      reader ??= openChanges(where);
      return await reader.changedSince(from, most);
    },
    close: async () => {
      await reader?.close();
    },
  };
}
