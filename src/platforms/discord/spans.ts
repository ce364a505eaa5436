import { clean, cleanLine, endWithin, REST, type Rich, type Span, spansOf } from "#chat";
import { address } from "./address.ts";
import { escaped, isPlain, UNSEEN } from "./escape.ts";

/** Rich text made ready to be drawn: all of it clean, nothing empty, every link, time and channel a real one. */
export type Pieces = readonly Span[];

/** Milliseconds on either side of 1970 that a date can be; Discord shows “Invalid date” beyond. */
const FARTHEST = 8.64e15;

/** What a link says whose own words can't be a label. */
const OPEN = "open";

/** Cleans rich text; what is no link, time or channel becomes its words. No pieces at all when nothing can be seen. */
export function piecesOf(rich: Rich): Pieces {
  const merged: Span[] = [];
  for (const span of spansOf(rich)) for (const piece of ready(span)) add(merged, piece);
  const cleaned = merged.map((piece) => (typeof piece === "string" ? clean(piece) : piece));
  return trimmed(cleaned.filter((piece) => piece !== ""));
}

/** The words alone, as they are counted and cut. */
export function wordsOf(pieces: Pieces): string {
  return pieces.map(words).join("");
}

/** The pieces as Discord's markdown; without `links`, only the words of links. */
export function drawPieces(pieces: Pieces, links = true): string {
  let drawn = "";
  let open = false;
  for (const piece of pieces) {
    const next = drawPiece(piece, links);
    // Two marks side by side would be read as one, and `_` ends nothing before a letter.
    if (open && !/^[\s.,;!?]/.test(next)) drawn += UNSEEN;
    drawn += next;
    open = typeof piece !== "string" && ["bold", "italic", "code"].includes(piece.kind);
  }
  return drawn;
}

/** The pieces cut so that their words take at most `most` UTF-16 units, visibly and never within a character. */
export function cutPieces(pieces: Pieces, most: number): Pieces {
  const all = wordsOf(pieces);
  if (all.length <= most) return pieces;
  const { end, mark } = endWithin(all, most);
  const kept: Span[] = [];
  let left = end;
  for (const piece of pieces) {
    const { length } = words(piece);
    if (left <= 0) break;
    if (length <= left) kept.push(piece);
    else if (typeof piece === "string") kept.push(piece.slice(0, left));
    else if (piece.kind !== "time" && piece.kind !== "channel")
      kept.push({ ...piece, text: piece.text.slice(0, left).trimEnd() });
    left -= length;
  }
  add(kept, mark);
  return trimmed(kept);
}

/** Whether this is an id as Discord gives them. */
export function isSnowflake(id: string): boolean {
  return /^\d{17,20}$/.test(id);
}

/** A span that can be drawn as it is, or its words; blanks at the edges of formatted text stand outside of it. */
function ready(span: Span): readonly Span[] {
  if (typeof span === "string") return [span];
  switch (span.kind) {
    case "time":
      return isMoment(span.at) ? [span] : [span.otherwise];
    case "channel":
      return isSnowflake(span.id) ? [span] : [`#${cleanLine(span.id)}`];
    case "link": {
      const url = address(span.url);
      if (url === undefined) return [span.text];
      return outside({ ...span, url, text: cleanLine(span.text) || url }, span.text);
    }
    case "bold":
    case "italic":
    case "code": {
      const line = cleanLine(span.text);
      return line ? outside({ ...span, text: line }, span.text) : [];
    }
  }
}

function outside(span: Span, text: string): readonly Span[] {
  return [/^\s/.test(text) ? " " : "", span, /\s$/.test(text) ? " " : ""];
}

function isMoment(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= FARTHEST;
}

function add(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (span === "") return;
  if (typeof span === "string" && typeof last === "string") spans[spans.length - 1] = last + span;
  else spans.push(span);
}

function trimmed(pieces: Pieces): Pieces {
  const out = [...pieces];
  const [first] = out;
  if (typeof first === "string") out[0] = first.trimStart();
  if (out[0] === "") return trimmed(out.slice(1));
  const last = out.at(-1);
  if (typeof last === "string") out[out.length - 1] = last.trimEnd();
  return out.at(-1) === "" ? trimmed(out.slice(0, -1)) : out;
}

function words(piece: Span): string {
  if (typeof piece === "string") return piece;
  if (piece.kind === "time") return piece.otherwise || REST;
  return piece.kind === "channel" ? `#${piece.id}` : piece.text;
}

function drawPiece(piece: Span, links: boolean): string {
  if (typeof piece === "string") return escaped(piece);
  switch (piece.kind) {
    case "bold":
      return `**${escaped(piece.text)}**`;
    case "italic":
      return `_${escaped(piece.text)}_`;
    case "code":
      return drawCode(piece.text);
    case "link":
      return links ? drawLink(piece.text, piece.url) : escaped(piece.text);
    case "time":
      return drawTime(piece.at);
    case "channel":
      return `<#${piece.id}>`;
  }
}

/** A masked link, whose `<…>` keeps Discord from unfurling it; words that can't be a label stand before it. */
function drawLink(label: string, url: string): string {
  if (label === url) return `<${url}>`;
  return isPlain(label) ? `[${label}](<${url}>)` : `${escaped(label)} ([${OPEN}](<${url}>))`;
}

/** The moment in each reader's own zone and words, and how far off it is. */
function drawTime(at: number): string {
  const seconds = Math.floor(at / 1000);
  return `<t:${seconds}:f> (<t:${seconds}:R>)`;
}

/** Literal text between one or two backticks, whichever it doesn't hold itself; a blank parts it from its own. */
function drawCode(text: string): string {
  const runs = new Set(text.match(/`+/g)?.map((run) => run.length));
  const fence = runs.has(1) ? "``" : "`";
  if (runs.has(1) && runs.has(2)) return drawCode(text.replaceAll("`", "ˋ"));
  const start = text.startsWith("`") ? " " : "";
  const end = text.endsWith("`") ? " " : "";
  return `${fence}${start}${text}${end}${fence}`;
}
