import { type Environment, isOn, listOf, type Read } from "./setting-values.ts";

/** Which paper sources are polled, and how to reach them. */
export type SourcesConfig = {
  readonly huggingface?: {
    readonly apiUrl: string;
    readonly token?: string;
    /** Ask it what a search does not find here. */
    readonly search: boolean;
  };
  readonly arxiv?: {
    readonly apiUrl: string;
    readonly rssUrl: string;
    readonly categories: readonly string[];
  };
  /** A page or address of whoever runs the bot. */
  readonly contact?: string;
};

/** Reads how the sources are set up; SOURCES empty on purpose is none at all, not set is the default. */
export function sourcesOf(of: Read, { SOURCES }: Environment): SourcesConfig {
  const named = SOURCES?.trim() === "" ? [] : listOf(of("SOURCES"));
  const [token, contact] = [of("HF_TOKEN"), of("CONTACT")];
  const huggingface = {
    ...{ apiUrl: of("HF_API_URL"), search: isOn(of("HF_SEARCH")) },
    ...(token && { token }),
  };
  const arxiv = {
    apiUrl: of("ARXIV_API_URL"),
    rssUrl: of("ARXIV_RSS_URL"),
    categories: [...new Set(listOf(of("ARXIV_CATEGORIES")))],
  };
  return {
    ...(named.includes("huggingface") && { huggingface }),
    ...(named.includes("arxiv") && { arxiv }),
    ...(contact && { contact }),
  };
}
