import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLanceCatalogue } from "#papers";
import type { Rival } from "./rival.ts";
import { openedCatalogue } from "./rivals.ts";

/** Longer than a filling pauses: after that its indexes are brought up to date. */
const PAUSE_MS = 3_500;

/** The catalogue on LanceDB in a folder of its own, once it was filled and has come to rest. */
export const lancedb: Rival = {
  name: "LanceDB",
  open: async (papers) => {
    const uri = await mkdtemp(join(tmpdir(), "paperboy-bench-"));
    const catalogue = await openLanceCatalogue({ uri });
    const opened = await openedCatalogue(catalogue, papers);
    await sleep(PAUSE_MS);
    await catalogue.reached();
    return {
      ...opened,
      close: async () => {
        await catalogue.close();
        await rm(uri, { recursive: true, force: true });
      },
    };
  },
};
