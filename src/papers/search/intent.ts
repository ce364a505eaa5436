import { readAsked } from "../asked.ts";
import { words } from "../words.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** What a query asks for. */
export type Intent = "find" | "leave out" | "nothing";

/**
 * What a query asks for: to find some papers among others, only to leave some out (`-survey`), or nothing, since
 * every paper has its words (`the`) or it has none.
 */
export function intentOf(text: string): Intent {
  const asked = readAsked({ text });
  const { phrases, authors, categories, since, without } = asked;
  const isNarrow = phrases.length + authors.length + categories.length > 0 || since !== undefined;
  if (isNarrow || words(asked.text).some((word) => !STOP_WORDS.has(word))) return "find";
  return without.length > 0 ? "leave out" : "nothing";
}
