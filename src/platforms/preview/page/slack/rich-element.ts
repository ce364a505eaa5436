import type { RichTextElement } from "@slack/types";
import { element, linkTo } from "../element.ts";
import type { Hands } from "../hands.ts";
import { inWords } from "../moment.ts";
import { drawUnknown } from "../unknown.ts";
import { momentOf } from "./moment.ts";

/** A piece of rich text. */
export function drawRichElement(piece: RichTextElement, { channel }: Hands): Node {
  switch (piece.type) {
    case "text":
      return styled(document.createTextNode(piece.text), piece.style);
    case "link":
      return styled(linkTo(piece.url, {}, piece.text ?? piece.url), piece.style);
    case "date": {
      const at = piece.timestamp * 1000;
      const title = inWords(at, { dateStyle: "full", timeStyle: "short" });
      const dated = { title, datetime: new Date(at).toISOString() };
      return styled(element("time", dated, momentOf(at, piece.format)), piece.style);
    }
    case "channel":
      return styled(element("span", { class: "s-mention" }, `#${channel}`), piece.style);
    case "usergroup":
      return element("span", { class: "s-mention" }, `@group ${piece.usergroup_id}`);
    default:
      return drawUnknown(piece);
  }
}

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" } as const;

/** Wrapped in what its style says. */
function styled(inner: Node, style: object | undefined): Node {
  const worn = new Map(Object.entries(style ?? {}));
  return Object.entries(TAGS).reduce(
    (node, [name, tag]) => (worn.get(name) === true ? element(tag, {}, node) : node),
    inner,
  );
}
