import type { Finding } from "#chat";
import type { Config } from "#config";
import { CatalogueError, openLanceCatalogue, outgrown, readable } from "#papers";
import type { Store } from "#store";

/** How papers are searched: whether LanceDB can be used where it is asked for, and whether memory is still the place for so many. */
export async function examineSearch(
  { lancedb }: Pick<Config, "lancedb">,
  store: Pick<Store, "papers">,
): Promise<Finding> {
  const count = await store.papers.count();
  return lancedb ? await examineLanceDb(lancedb.uri, count) : inMemory(count);
}

function inMemory(count: number): Finding {
  const large = outgrown(count);
  const about = "search";
  if (large) {
    const { isSerious, ...told } = large;
    return { about, state: isSerious ? "ill" : "beware", ...told };
  }
  return { about, state: "well", said: `In memory, ${count.toLocaleString("en")} papers.` };
}

/** Looks without asking for the right to write, which a bot that runs has. */
async function examineLanceDb(uri: string, count: number): Promise<Finding> {
  const about = "search";
  try {
    const catalogue = readable(await openLanceCatalogue({ uri }), uri);
    const { papers } = await catalogue.extent();
    await catalogue.close();
    const [there, all] = [papers, count].map((one) => one.toLocaleString("en"));
    return {
      about,
      state: "well",
      said: `LanceDB, ${uri}: ${there} papers; the store has ${all}.`,
    };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { about, state: "ill", said: "LanceDB can't be used.", cure: error.message };
  }
}
