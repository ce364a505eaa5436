import { element, linkTo } from "../element.ts";
import type { Hands } from "../hands.ts";
import { inWords } from "../moment.ts";
import { type Paragraph, type Piece, readMarkdown } from "./markdown.ts";
import { momentOf } from "./moment.ts";

/** A text of Discord's markdown as elements. */
export function drawMarkdown(text: string, hands: Hands): readonly HTMLElement[] {
  return readMarkdown(text).map((paragraph) => drawParagraph(paragraph, hands));
}

const TAGS = { text: "p", heading: "h3", subtext: "p", quote: "blockquote", item: "p" } as const;

function drawParagraph(paragraph: Paragraph, hands: Hands): HTMLElement {
  if (paragraph.kind === "fence")
    return element("pre", { class: "d-fence" }, element("code", {}, paragraph.text));
  const { kind, pieces } = paragraph;
  // A heading may be one link, as a title is, or have links among its words.
  const among = kind === "heading" && pieces.length > 1 ? " d-among" : "";
  return element(
    TAGS[kind],
    { class: `d-${kind}${among}` },
    ...pieces.map((piece) => draw(piece, hands)),
  );
}

const MARKS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strike: "s",
  spoiler: "span",
} as const;

function draw(piece: Piece, hands: Hands): Node | string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "code":
      return element("code", {}, piece.text);
    case "link":
      return linkTo(piece.url, {}, piece.label);
    case "time": {
      const full = inWords(piece.at, { dateStyle: "full", timeStyle: "short" });
      const dated = { class: "d-time", title: full, datetime: new Date(piece.at).toISOString() };
      return element("time", dated, momentOf(piece.at, piece.style));
    }
    case "channel":
      return element("span", { class: "d-mention" }, `#${hands.channel}`);
    case "role":
    case "user":
      return element("span", { class: "d-mention" }, `@${piece.kind} ${piece.id}`);
    case "bold":
    case "italic":
    case "underline":
    case "strike":
    case "spoiler":
      return element(
        MARKS[piece.kind],
        { class: `d-${piece.kind}` },
        ...piece.pieces.map((one) => draw(one, hands)),
      );
  }
}
