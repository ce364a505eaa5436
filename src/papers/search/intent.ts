import { readAsked } from "../asked.ts";
import { words } from "../words.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** What a query asks for. */
export type Intent = "find" | "leave out" | "stop words" | "no word";

/**
 * What a query asks for: to find some papers among others, only to leave some out (`-survey`), or nothing: it has
 * only words that every search passes over (`the`), or none (`???`).
 */
export function intentOf(text: string): Intent {
  const asked = readAsked({ text });
  const { phrases, authors, categories, since, without } = asked;
  const isNarrow = phrases.length + authors.length + categories.length > 0 || since !== undefined;
  const typed = words(asked.text);
  if (isNarrow || typed.some((word) => !STOP_WORDS.has(word))) return "find";
  if (without.some((one) => one !== "")) return "leave out";
  return typed.length > 0 ? "stop words" : "no word";
}
