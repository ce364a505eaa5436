import type { types } from "@slack/bolt";
import { clean, cleanLine, isBlank, type Rich, type Span, shorten, spansOf } from "#chat";
import { address } from "./address.ts";
import { LIMITS } from "./limits.ts";

/** How a rich text is to look, beyond what its spans say. */
export type Dress = {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Links all of it that is no link of its own. */
  readonly url?: string | undefined;
  /** Keeps it on one line. */
  readonly line?: boolean;
};

/** A moment as each reader's own day and time (docs.slack.dev, date element). */
const MOMENT = "{date_short_pretty} at {time}";

/** What a channel's id looks like; anything else is shown as the words that it is. */
const CHANNEL = /^[CGD][A-Z0-9]{5,30}$/;

/** What a channel's name is taken to measure. */
const CHANNEL_NAME = 20;

/**
 * Rich text as the elements of a rich_text_section: foreign strings can only be text there, whatever
 * they say. Blanks at both ends go; none at all for what shows nothing. `max` UTF-16 units of words.
 */
export function elementsOf(rich: Rich, dress: Dress, max: number): types.RichTextElement[] {
  const elements = trimmed(spansOf(rich).flatMap((span) => elementOf(span, dress)));
  if (elements.every((element) => isBlank(wordsOf(element)))) return [];
  return shortened(elements, max);
}

/** Whether a rich text is nothing but words, so that plain text says all of it. */
export function isPlain(rich: Rich): boolean {
  return spansOf(rich).every((span) => typeof span === "string");
}

function elementOf(span: Span, dress: Dress): types.RichTextElement[] {
  const { url } = dress;
  const tidy = dress.line ? (text: string) => clean(text).replace(/\s+/g, " ") : clean;
  if (typeof span === "string") return words(tidy(span), dress);
  switch (span.kind) {
    case "bold":
    case "italic":
    case "code":
      return words(tidy(span.text), dress, span.kind);
    case "link": {
      const own = address(span.url);
      const text = isBlank(tidy(span.text)) ? cleanLine(span.url) : tidy(span.text);
      return own === undefined ? words(text, dress) : [linkTo(own, text, dress)];
    }
    case "time": {
      const timestamp = Math.floor(span.at / 1000);
      const fallback = tidy(span.otherwise);
      if (!(timestamp >= 0 && timestamp <= LIMITS.timestamp)) return words(fallback, dress);
      return [
        {
          type: "date",
          timestamp,
          format: MOMENT,
          ...(url !== undefined && { url }),
          ...(!isBlank(fallback) && { fallback }),
          ...styleOf(dress),
        },
      ];
    }
    case "channel":
      return CHANNEL.test(span.id)
        ? [{ type: "channel", channel_id: span.id, ...styleOf(dress) }]
        : words(`#${cleanLine(span.id)}`, dress);
  }
}

type Kind = "bold" | "italic" | "code";

function words(text: string, dress: Dress, kind?: Kind): types.RichTextElement[] {
  if (text === "") return [];
  if (dress.url !== undefined) return [linkTo(dress.url, text, dress, kind)];
  return [{ type: "text", text, ...styleOf(dress, kind) }];
}

function linkTo(url: string, text: string, dress: Dress, kind?: Kind): types.RichTextLink {
  return { type: "link", url, text, ...styleOf(dress, kind) };
}

/** Slack refuses a style that says nothing. */
function styleOf({ bold, italic }: Dress, kind?: Kind) {
  const style = {
    ...(bold && { bold: true }),
    ...(italic && { italic: true }),
    ...(kind && { [kind]: true }),
  };
  return Object.keys(style).length > 0 ? { style } : {};
}

function wordsOf(element: types.RichTextElement): string {
  if (element.type === "text") return element.text;
  if (element.type === "link") return element.text ?? element.url;
  if (element.type === "date") return element.fallback ?? element.format;
  return "#".repeat(CHANNEL_NAME);
}

function withWords(element: types.RichTextElement, text: string): types.RichTextElement[] {
  if (element.type !== "text" && element.type !== "link") return [element];
  return text === "" ? [] : [{ ...element, text }];
}

/** Without the blanks at either end, which would be empty lines. */
function trimmed(elements: readonly types.RichTextElement[]): types.RichTextElement[] {
  const full = (element: types.RichTextElement) => wordsOf(element).trim() !== "";
  const kept = elements.slice(
    Math.max(0, elements.findIndex(full)),
    elements.findLastIndex(full) + 1,
  );
  return kept.flatMap((element, i) => {
    const begun = i === 0 ? wordsOf(element).trimStart() : wordsOf(element);
    return withWords(element, i === kept.length - 1 ? begun.trimEnd() : begun);
  });
}

function shortened(
  elements: readonly types.RichTextElement[],
  max: number,
): types.RichTextElement[] {
  const out: types.RichTextElement[] = [];
  let room = max;
  for (const [i, element] of elements.entries()) {
    const text = wordsOf(element);
    const isLast = i === elements.length - 1;
    // One unit stays free for the “…” that says that more was there.
    if (text.length <= (isLast ? room : room - 1)) {
      out.push(element);
      room -= text.length;
      continue;
    }
    const cut = shorten(`${text}${isLast ? "" : " …"}`, Math.max(1, room));
    const isText = element.type === "text" || element.type === "link";
    out.push(...(isText ? withWords(element, cut) : [{ type: "text" as const, text: "…" }]));
    break;
  }
  return out;
}
