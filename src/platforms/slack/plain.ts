import type { types } from "@slack/bolt";
import { clean, cleanLine, isBlank, shorten } from "#chat";

/** Foreign text as plain_text on one line, never an emoji; `otherwise` stands for a text that shows nothing. */
export function plain(text: string, max: number, otherwise: string): types.PlainTextElement {
  const line = cleanLine(text);
  const words = isBlank(line) ? otherwise : line;
  return { type: "plain_text", text: shorten(words, max), emoji: false };
}

/** As `plain`, with its lines kept and blanks at both ends gone. */
export function plainLines(text: string, max: number): types.PlainTextElement {
  return { type: "plain_text", text: shorten(clean(text).trim(), max), emoji: false };
}
