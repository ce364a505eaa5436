import type { ChangeReader, ChangesModule, ChangesPlace } from "../changes.ts";

/** A reader of what changed at that place, which it opens when it is first asked. */
export function changesAt({ module, where }: ChangesPlace): ChangeReader {
  let reader: ChangeReader | undefined;
  return {
    changedSince: async (from, most) => {
      if (!reader) {
        const { openChanges }: ChangesModule = await import(module);
        reader ??= openChanges(where);
      }
      return await reader.changedSince(from, most);
    },
    close: async () => {
      await reader?.close();
    },
  };
}
