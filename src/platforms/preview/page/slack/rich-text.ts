import type { RichTextBlock } from "@slack/types";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";
import { drawRichElement } from "./rich-element.ts";

/** Rich text: paragraphs, lists and literal text. */
export function drawRichText({ elements }: RichTextBlock, hands: Hands): HTMLElement {
  return element("div", { class: "s-rich" }, ...elements.map((part) => drawPart(part, hands)));
}

function drawPart(part: RichTextBlock["elements"][number], hands: Hands): HTMLElement {
  switch (part.type) {
    case "rich_text_section":
      return element("div", { class: "s-section" }, ...drawn(part.elements, hands));
    case "rich_text_preformatted":
      return element("pre", { class: "s-code", tabindex: 0 }, ...drawn(part.elements, hands));
    case "rich_text_quote":
      return element("blockquote", {}, ...drawn(part.elements, hands));
    case "rich_text_list":
      return element(
        part.style === "ordered" ? "ol" : "ul",
        {},
        ...part.elements.map((item) => element("li", {}, drawPart(item, hands))),
      );
    default:
      return drawUnknown(part);
  }
}

function drawn(pieces: readonly Parameters<typeof drawRichElement>[0][], hands: Hands) {
  return pieces.map((piece) => drawRichElement(piece, hands));
}
