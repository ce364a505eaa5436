import { REST, type Rich } from "#chat";
import { address } from "./address.ts";
import { UNSEEN } from "./escape.ts";
import { largest } from "./largest.ts";
import { cutPieces, drawPieces, type Pieces, piecesOf, wordsOf } from "./spans.ts";

/** How a line looks, which is also how soon it is shortened: bodies first, headings last, links never. */
export type Style = "heading" | "title" | "facts" | "body" | "note" | "links";

/** One paragraph of a text display: clean, and never without words. */
export type Line = {
  readonly style: Style;
  readonly pieces: Pieces;
  /** What a title links to, ready for the wire. */
  readonly url?: string;
};

/** How a line is to be drawn: within `most` UTF-16 units, not counting its mark and its address. */
export type Room = { readonly most: number; readonly links: boolean };

/** Longest title and facts, in UTF-16 units: above every real one, so that one paper can't fill a page. */
const LONGEST: Readonly<Partial<Record<Style, number>>> = { heading: 300, title: 300, facts: 600 };

/** A line of rich text, or of the address it leads to; none where nothing can be seen. */
export function linesOf(style: Style, rich: Rich | undefined, url?: string): readonly Line[] {
  const link = address(url);
  const pieces = piecesOf(rich ?? "");
  if (pieces.length > 0) return [{ style, pieces, ...(link && { url: link }) }];
  if (link) return [{ style, pieces: [{ kind: "link", text: link, url: link }] }];
  return url ? linesOf(style, url) : [];
}

/** The line as Discord's markdown. */
export function drawLine(line: Line, room: Room): string {
  const most = Math.min(room.most, LONGEST[line.style] ?? Number.POSITIVE_INFINITY);
  const words = fitted(line, { ...room, most });
  switch (line.style) {
    case "heading":
      return `## ${guarded(onOneLine(words))}`;
    case "title":
      return `### ${guarded(onOneLine(words))}`;
    case "facts":
    case "links":
      return `-# ${onOneLine(words)}`;
    case "note":
      return words.replace(/^(?=.)/gm, "-# ");
    case "body":
      return words;
  }
}

/** The longest cut whose drawing takes at most `most`: cut before escaping, so never within an escape or a link. */
function fitted(line: Line, { most, links }: Room): string {
  const draw = (pieces: Pieces) => withAddress(line, pieces, links);
  const whole = drawPieces(line.pieces, links);
  if (whole.length <= most) return draw(line.pieces);
  const fits = (end: number) => drawPieces(cutPieces(line.pieces, end), links).length <= most;
  const length = largest(0, Math.min(wordsOf(line.pieces).length - 1, most), fits);
  return draw(length > 0 ? cutPieces(line.pieces, length) : [REST]);
}

/** A title's link is laid over it; over one with marks of its own it can't be, and stands behind. */
function withAddress({ url }: Line, pieces: Pieces, links: boolean): string {
  const [only] = pieces;
  if (!url || !links) return drawPieces(pieces, links);
  if (pieces.length === 1 && typeof only === "string")
    return drawPieces([{ kind: "link", text: only.replace(/\s+/g, " "), url }]);
  return `${drawPieces(pieces)} ${drawPieces(["(", { kind: "link", text: "open", url }, ")"])}`;
}

function onOneLine(words: string): string {
  return words.replace(/\s+/g, " ");
}

/** Discord takes number signs off the end of a heading, escaped ones too. */
function guarded(words: string): string {
  return words.endsWith("#") ? words + UNSEEN : words;
}
