import type { Fed } from "../fed.ts";
import type { Embedder } from "./embedder.ts";
import type { ModelPlace } from "./hub-embedder.ts";
import type { MeaningParts } from "./meaningful.ts";
import type { Vectors } from "./vectors.ts";

// A bot without a model is to be small: what knows meanings is loaded only where one is asked for.

/**
 * Loads a model, from the hub at the first time.
 * @throws CatalogueError when the package is missing or the model can't be had
 */
export async function openHubEmbedder(place: ModelPlace): Promise<Embedder> {
  return await (await import("./hub-embedder.ts")).loadHubEmbedder(place);
}

/**
 * Opens the file that keeps a model's vectors.
 * @throws CatalogueError when it can't be written
 */
export async function openVectorFile(
  path: string,
  model: string,
  dimensions: number,
  now?: () => number,
): Promise<Vectors> {
  return await (await import("./vector-file.ts")).readVectorFile(path, model, dimensions, now);
}

/** The same catalogue, searching by words and meaning. */
export async function meaningful<C extends Fed>(catalogue: C, parts: MeaningParts): Promise<C> {
  return (await import("./meaningful.ts")).withEmbedding(catalogue, parts);
}
