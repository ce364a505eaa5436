import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { optionsOf, storageAt } from "../../../src/papers/lance/storage.ts";
import { startS3 } from "../../fakes/s3/index.ts";

/** A place for a catalogue that several processes reach. */
export type ChaosPlace = {
  readonly uri: string;
  readonly env: Readonly<Record<string, string>>;
  /** The same for LanceDB itself. */
  readonly options: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** A new place of each kind, by its name; `folder` is one that may be filled. */
export const PLACES = {
  "a folder": async (folder: string): Promise<ChaosPlace> => ({
    ...{ uri: mkdtempSync(join(folder, "lance-")), env: {}, options: {} },
    close: async () => {},
  }),
  "an object store": async (): Promise<ChaosPlace> => {
    const s3 = await startS3();
    const uri = "s3://papers/catalogue";
    const storage = storageAt(uri, s3.env);
    return { uri, env: s3.env, options: storage ? optionsOf(storage) : {}, close: s3.stop };
  },
} as const;
