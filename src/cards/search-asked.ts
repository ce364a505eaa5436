import { quoted } from "./words.ts";

/** What a search was asked for: its words and filters, as the command takes them. */
export type SearchAsked = {
  readonly query: string;
  readonly author?: string;
  readonly category?: string;
  readonly since?: string;
};

/** The filters as the end of a sentence: ` by “Ada Lovelace” in cs.LG since 2024`; empty when there are none. */
export function filterWords({ author, category, since }: SearchAsked): string {
  return [
    author ? ` by ${quoted(author)}` : "",
    category ? ` in ${quoted(category)}` : "",
    since ? ` since ${since}` : "",
  ].join("");
}
