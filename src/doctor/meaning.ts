import { join } from "node:path";
import type { Finding } from "#chat";
import type { Config } from "#config";
import { CatalogueError, openHubEmbedder } from "#papers";

/** The model that adds meaning to words: loaded as the bot loads it, from the hub the first time. */
export async function examineMeaning({
  embeddings: model,
  dataDir,
}: Pick<Config, "embeddings" | "dataDir">): Promise<Finding> {
  const about = "meaning";
  if (model === undefined) return { about, state: "off", said: "EMBEDDINGS names no model." };
  try {
    const embedder = await openHubEmbedder({ model, cache: join(dataDir, "models") });
    await embedder.close();
    return {
      about,
      state: "well",
      said: `${model}, ${embedder.dimensions} numbers for each text.`,
    };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { about, state: "ill", said: "Its model can't be used.", cure: error.message };
  }
}
