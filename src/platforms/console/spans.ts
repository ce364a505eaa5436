import { type Rich, type Span, spansOf, text, webAddress } from "#chat";
import { clean, cleanLine } from "./clean.ts";
import { clock } from "./clock.ts";
import { indent, paragraph } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** What text is drawn with. Width in columns, zone by its IANA name. */
export type Ink = { readonly paint: Paint; readonly width: number; readonly zone: string };

type Dress = (text: string) => string;

/**
 * Rich text as lines: every span cleaned, then dressed; `dress` is worn by what has no dress of its
 * own. `url` links the whole. Addresses that the terminal can't link stand below, each on its line.
 */
export function drawRich(rich: Rich, ink: Ink, dress: Dress, url?: string): readonly string[] {
  const { paint, width, zone } = ink;
  const pieces = trimmed(spansOf(rich).map((span) => ({ span, words: wordsOf(span, zone) })));
  const line = pieces.map((piece) => dressed(piece.span, piece.words, paint, dress)).join("");
  return [
    ...filled(url === undefined ? line : linked(line, url, paint), width),
    ...(url === undefined || (line && linkable(url, paint)) ? [] : drawAddress(url, ink)),
    ...footnotes(rich, ink),
  ];
}

/** Text of one dress as lines; none for text that is empty. */
export function drawLine(line: string, width: number, dress: Dress): readonly string[] {
  return filled(dress(line.trim()), width);
}

/** An address to copy, whole on a line however long it is; one that is no web address is wrapped like any text. */
export function drawAddress(url: string, ink: Ink, label = ""): readonly string[] {
  const { paint, width } = ink;
  const web = webAddress(url);
  const lead = label && `${label}: `;
  if (web === undefined) return drawLine(lead + cleanLine(url), width, paint.quiet);
  const [line, more] = paragraph(lead + web, width);
  if (line !== undefined && more === undefined) return [indent(paint.quiet(lead + web))];
  return [...drawLine(lead, width, paint.quiet), indent(paint.quiet(web))];
}

/** The text as a hyperlink, or as it is where the terminal or the address won't do. */
export function linked(line: string, url: string, paint: Paint): string {
  const web = webAddress(url);
  return paint.link && web && line ? paint.link(line, web) : line;
}

/** Whether `linked` makes this address a link, so that it need not be shown. */
export function linkable(url: string, paint: Paint): boolean {
  return paint.link !== undefined && webAddress(url) !== undefined;
}

function filled(line: string, width: number): readonly string[] {
  return line ? paragraph(line, width) : [];
}

function footnotes(rich: Rich, ink: Ink): readonly string[] {
  const spans = spansOf(rich);
  return spans.flatMap((span) => {
    if (typeof span === "string" || span.kind !== "link" || linkable(span.url, ink.paint))
      return [];
    if (text(rich) === span.url && span.url.length < ink.width) return [];
    return drawAddress(span.url, ink, spans.length === 1 ? "" : cleanLine(span.text));
  });
}

function wordsOf(span: Span, zone: string): string {
  if (typeof span === "string") return clean(span);
  if (span.kind === "time") return clock(span.at, zone) ?? clean(span.otherwise);
  if (span.kind === "channel") return `#${cleanLine(span.id)}`;
  return clean(span.text) || (span.kind === "link" ? cleanLine(span.url) : "");
}

function dressed(span: Span, words: string, paint: Paint, dress: Dress): string {
  if (typeof span === "string") return dress(words);
  switch (span.kind) {
    case "bold":
      return paint.strong(words);
    case "italic":
      return paint.italic(words);
    case "code":
      return paint.accent(words);
    case "link":
      return linked(dress(words), span.url, paint);
    case "time":
    case "channel":
      return dress(words);
  }
}

type Piece = { readonly span: Span; readonly words: string };

/** Without the blanks at either end, which would be invisible lines once dressed. */
function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const full = (piece: Piece) => piece.words.trim() !== "";
  const kept = pieces.slice(Math.max(0, pieces.findIndex(full)), pieces.findLastIndex(full) + 1);
  return kept.map(({ span, words }, i) => {
    const begun = i === 0 ? words.trimStart() : words;
    return { span, words: i === kept.length - 1 ? begun.trimEnd() : begun };
  });
}
