import { CatalogueError } from "../catalogue-error.ts";
import type { Embedder } from "./embedder.ts";
import { familyOf } from "./family.ts";

/**
 * The part of @huggingface/transformers 4 that is used, declared by hand: the package is installed only
 * by those who want it.
 */
type Transformers = {
  pipeline(
    task: "feature-extraction",
    model: string,
    options: { readonly dtype: "q8"; readonly device: "cpu" },
  ): Promise<Extractor>;
  readonly env: { cacheDir: string | null; localModelPath: string; allowRemoteModels: boolean };
};

type Extractor = {
  (
    texts: readonly string[],
    options: { readonly pooling: "mean" | "cls"; readonly normalize: true },
  ): Promise<{ readonly dims: readonly number[]; readonly data: Float32Array }>;
  dispose(): Promise<unknown>;
};

/** Where a model is found. */
export type ModelPlace = {
  /** Its name on the Hugging Face hub, `Xenova/bge-small-en-v1.5`; it must have ONNX files. */
  readonly model: string;
  /** The folder that it is kept in once it was fetched. */
  readonly cache: string;
  /** A folder of models as the hub has them, where it is looked for first; then the hub is not asked. */
  readonly folder?: string;
};

/**
 * Loads a model, from the hub at the first time. Quantised to 8 bits, which is four times smaller and
 * twice as fast, with hardly a difference in what is found.
 * @throws CatalogueError when the package is missing or the model can't be had
 */
export async function loadHubEmbedder({ model, cache, folder }: ModelPlace): Promise<Embedder> {
  const { pipeline, env } = await loadTransformers();
  env.cacheDir = cache;
  if (folder !== undefined) {
    env.localModelPath = folder;
    env.allowRemoteModels = false;
  }
  const extract = await pipeline("feature-extraction", model, { dtype: "q8", device: "cpu" }).catch(
    (error: unknown) => {
      throw new CatalogueError(refusal(model, error));
    },
  );
  const { pooling, ...prefixes } = familyOf(model);
  const embed: Embedder["embed"] = async (texts, as) => {
    if (texts.length === 0) return [];
    const prefixed = texts.map((text) => `${prefixes[as]}${text}`);
    const { dims, data } = await extract(prefixed, { pooling, normalize: true });
    const length = dims.at(-1) ?? 0;
    // A text in which the model sees no word has no direction.
    const finite = data.map((one) => (Number.isFinite(one) ? one : 0));
    return texts.map((_, at) => finite.slice(at * length, (at + 1) * length));
  };
  const [first] = await embed(["graph"], "question");
  return {
    model,
    dimensions: first?.length ?? 0,
    embed,
    close: async () => {
      await extract.dispose();
    },
  };
}

/** In a variable, since the compiler would look for what a literal names. */
const TRANSFORMERS: string = "@huggingface/transformers";

async function loadTransformers(): Promise<Transformers> {
  try {
    return await import(TRANSFORMERS);
  } catch {
    throw new CatalogueError(
      "EMBEDDINGS needs @huggingface/transformers, which is not installed here: run npm run setup:embeddings, or leave EMBEDDINGS empty.",
    );
  }
}

function refusal(model: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/fetch failed|ENOTFOUND|ECONN|ETIMEDOUT|network/i.test(said))
    return `The model ${model} of EMBEDDINGS can't be fetched, because the Hugging Face hub can't be reached: start once with a network, or leave EMBEDDINGS empty.`;
  if (/unauthorized|forbidden|not locate|not found|404|401|403/i.test(said))
    return `The model ${model} of EMBEDDINGS is not to be had with ONNX files on the Hugging Face hub: name another, such as Xenova/bge-small-en-v1.5, or leave EMBEDDINGS empty.`;
  return `The model ${model} of EMBEDDINGS can't be used (${(said.split("\n")[0] ?? "").slice(0, 200)}): name another, or leave EMBEDDINGS empty.`;
}
