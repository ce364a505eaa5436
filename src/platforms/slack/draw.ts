import type { types } from "@slack/bolt";
import { type Block, type Card, clean, cleanLine, isBlank, type Rich, text } from "#chat";
import { drawActions } from "./actions.ts";
import { address } from "./address.ts";
import { drawCardBlock } from "./card-block.ts";
import { drawCode } from "./code.ts";
import type { Pen } from "./ink.ts";
import { LIMITS } from "./limits.ts";
import { plain, plainLines } from "./plain.ts";
import { elementsOf, isPlain } from "./spans.ts";

declare module "#chat" {
  interface Natives {
    /** Blocks that Slack alone can draw, sent as they stand. */
    readonly slack?: readonly types.KnownBlock[];
  }
}

/** What one block of a reply became. */
export type Drawing = {
  readonly kind: Block["kind"];
  readonly blocks: readonly types.KnownBlock[];
};

/** Blocks of a reply as Slack's, one drawing for each; what shows nothing becomes no blocks. */
export function drawAll(blocks: readonly Block[], pen: Pen): readonly Drawing[] {
  return blocks.flatMap((block) => {
    if (block.kind === "native") {
      const { slack } = block.on;
      return slack?.length ? [{ kind: block.kind, blocks: slack }] : drawAll(block.otherwise, pen);
    }
    return [{ kind: block.kind, blocks: drawBlock(block, pen) }];
  });
}

function drawBlock(block: Exclude<Block, { kind: "native" }>, pen: Pen): types.KnownBlock[] {
  switch (block.kind) {
    case "heading":
      return isBlank(clean(block.text))
        ? []
        : [{ type: "header", text: plain(block.text, LIMITS.header, "") }];
    case "text":
      return drawText(block.text, block.quiet === true, pen);
    case "card":
      return pen.cards && takesCards(block, pen) ? drawCardBlock(block, pen) : drawCard(block, pen);
    case "code":
      return drawCode(block.text, pen.longest);
    case "actions":
      return drawActions(block.actions, pen);
    case "divider":
      return [{ type: "divider" }];
  }
}

/** Slack's own cards are for messages alone, and have no channels, times and links among their words. */
function takesCards(
  { title, subtitle = "", body = "", note = "" }: Card,
  { surface }: Pen,
): boolean {
  const isMessage = surface === undefined || surface === "message";
  return isMessage && [title, subtitle, body, note].every(isPlain);
}

/** Quiet words are small and grey where they are nothing but words; elsewhere, being rich text, in italics. */
function drawText(rich: Rich, quiet: boolean, pen: Pen): types.KnownBlock[] {
  if (quiet && isPlain(rich)) {
    const words = clean(text(rich));
    const max = Math.min(pen.longest, LIMITS.context);
    return isBlank(words) ? [] : [{ type: "context", elements: [plainLines(words, max)] }];
  }
  return section([elementsOf(rich, { italic: quiet }, pen.longest)]);
}

/** A card as rich text, its picture beside its caption, and its actions. */
function drawCard(card: Card, pen: Pen): types.KnownBlock[] {
  const { longest } = pen;
  const url = card.url === undefined ? undefined : address(card.url);
  const title = elementsOf(card.title, { bold: true, url, line: true }, longest);
  const named = title.length === 0 && card.url !== undefined ? cleanLine(card.url) : "";
  return [
    ...section([
      title.length > 0 ? title : elementsOf(named, { bold: true, url, line: true }, longest),
      elementsOf(card.subtitle ?? "", { line: true }, longest),
      elementsOf(card.body ?? "", {}, longest),
      elementsOf(card.note ?? "", { italic: true, line: true }, longest),
    ]),
    ...drawPicture(card.image, longest),
    ...drawActions(card.actions ?? [], pen),
  ];
}

/** Lines of elements as one block of rich text; none for lines that are all empty. */
function section(lines: readonly types.RichTextElement[][]): types.KnownBlock[] {
  const full = lines.filter((line) => line.length > 0);
  if (full.length === 0) return [];
  const elements = full.flatMap((line, i): types.RichTextElement[] =>
    i === 0 ? line : [{ type: "text", text: "\n" }, ...line],
  );
  return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}

/** Rich text has no place for a picture, so its caption stands beside it. */
function drawPicture(image: Card["image"], longest: number): types.KnownBlock[] {
  const url = image && address(image.url);
  if (!image || url === undefined) return [];
  const { text: alt } = plain(image.alt, Math.min(longest, LIMITS.imageAlt), "Picture");
  return [
    {
      type: "section",
      text: { type: "plain_text", text: alt, emoji: false },
      accessory: { type: "image", image_url: url, alt_text: alt },
    },
  ];
}
