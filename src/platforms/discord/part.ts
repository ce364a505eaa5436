import type { APIComponentInContainer } from "discord-api-types/v10";
import { type Block, type Card, cleanLine, shorten, type Waiting } from "#chat";
import { address } from "./address.ts";
import { type Control, controlsOf } from "./control.ts";
import type { Fences } from "./fence.ts";
import { LIMITS } from "./limits.ts";
import { type Line, linesOf } from "./line.ts";
import { sizeOf } from "./native.ts";
import { wordsOf } from "./spans.ts";

export type Picture = { readonly url: string; readonly alt: string };

/** A piece of a message between a block of a reply and the components it becomes. */
export type Part =
  | { readonly kind: "text"; readonly lines: readonly Line[] }
  | {
      readonly kind: "card";
      /** The title alone, for menus in which the card is chosen. */
      readonly name: string;
      readonly lines: readonly Line[];
      readonly controls: readonly Control[];
      readonly picture?: Picture;
    }
  | { readonly kind: "row"; readonly controls: readonly Control[] }
  | { readonly kind: "rule" }
  /** Literal text within the message, fenced already. */
  | { readonly kind: "fence"; readonly content: string }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "raw"; readonly components: readonly APIComponentInContainer[] };

/** Most of a message that one native block may take; one that is larger is drawn as its `otherwise`. */
const LARGEST_NATIVE = { components: LIMITS.message.components / 2, text: LIMITS.message.text / 2 };

type Pen = { readonly ticket: (waiting: Waiting) => string; readonly fences: Fences };

/** The parts of these blocks, in their order; none for what is empty. */
export function partsOf(blocks: readonly Block[], pen: Pen): readonly Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    for (const part of partsIn(block, pen)) {
      // The quiet line that explains a heading keeps to it.
      const close = last?.kind === "text" && part.kind === "text" && explains(part, last);
      if (close) parts[parts.length - 1] = { kind: "text", lines: [...last.lines, ...part.lines] };
      else parts.push(part);
    }
  }
  return parts;
}

type Text = Extract<Part, { kind: "text" }>;

function explains(part: Text, heading: Text): boolean {
  return heading.lines.at(-1)?.style === "heading" && part.lines[0]?.style === "note";
}

function partsIn(block: Block, pen: Pen): readonly Part[] {
  switch (block.kind) {
    case "heading":
      return textPart(linesOf("heading", block.text));
    case "text":
      return textPart(linesOf(block.quiet ? "note" : "body", block.text));
    case "card":
      return cardParts(block, pen);
    case "code":
      return pen.fences.draw(block.text, block.file);
    case "actions": {
      const { controls, lines } = controlsOf(block.actions, pen.ticket);
      return [...textPart(lines), ...(controls.length ? [{ kind: "row" as const, controls }] : [])];
    }
    case "divider":
      return [{ kind: "rule" }];
    case "native": {
      const own = block.on.discord;
      if (own?.length && fits(own)) return [{ kind: "raw", components: own }];
      return partsOf(block.otherwise, pen);
    }
  }
}

function textPart(lines: readonly Line[]): readonly Part[] {
  return lines.length ? [{ kind: "text", lines }] : [];
}

function fits(components: readonly APIComponentInContainer[]): boolean {
  const size = sizeOf(components);
  return size.components <= LARGEST_NATIVE.components && size.text <= LARGEST_NATIVE.text;
}

function cardParts(card: Card, { ticket }: Pen): readonly Part[] {
  const { controls, lines: more } = controlsOf(card.actions ?? [], ticket);
  const title = linesOf("title", card.title, card.url);
  const picture = pictureOf(card.image);
  const lines = [
    ...title,
    ...linesOf("facts", card.subtitle),
    ...linesOf("body", card.body),
    ...linesOf("note", card.note),
    ...more,
    ...(card.image && !picture
      ? linesOf("note", `Picture: ${card.image.alt || card.image.url}`)
      : []),
  ];
  if (lines.length === 0) return controls.length ? [{ kind: "row", controls }] : [];
  const name = cleanLine(wordsOf((title[0] ?? lines[0])?.pieces ?? [])) || "?";
  return [{ kind: "card", name, lines, controls, ...(picture && { picture }) }];
}

function pictureOf(image: Card["image"]): Picture | undefined {
  const url = address(image?.url, LIMITS.thumbnail.url);
  return url && image
    ? { url, alt: shorten(cleanLine(image.alt), LIMITS.thumbnail.alt) }
    : undefined;
}
