import type { types } from "@slack/bolt";
import { type Block, type Card, clean, isBlank, type Reply, text } from "#chat";
import { address } from "./address.ts";
import { carriable } from "./carriable.ts";
import { drawAll } from "./draw.ts";
import { escaped, fitEscaped } from "./escape.ts";
import { type Draw, penFor } from "./ink.ts";
import { BUDGETS, LIMITS } from "./limits.ts";
import { type Drawn, drawBlocks, fallback } from "./message.ts";
import { elementsOf } from "./spans.ts";
import { weigh } from "./weigh.ts";

/** Longest title and facts of a paper's line, in UTF-16 units: two lines on most screens. */
const LINE = 200;

/** A post in two parts: the message itself, and what follows in its thread. */
type DigestParts = { readonly main: Drawn; readonly details: readonly Drawn[] };

/**
 * A post for a channel that wants the details in a thread: what the message says with a line for each
 * paper, linked, and the papers in full with their buttons, in as many messages as they need.
 */
export function renderDigestParts(reply: Reply, draw: Draw): DigestParts {
  const blocks = carriable(reply).blocks.flatMap(opened);
  const cards = blocks.filter((block) => block.kind === "card");
  const main = {
    text: fallback(reply),
    blocks: drawBlocks(shortened(blocks, cards), draw, reply.summary),
  };
  return { main, details: messagesOf(cards, draw) };
}

/** What is native to Slack would draw cards of its own, so its other form is taken apart. */
function opened(block: Block): readonly Block[] {
  return block.kind === "native" ? block.otherwise.flatMap(opened) : [block];
}

/** The blocks with one list in the place of the cards. */
function shortened(blocks: readonly Block[], cards: readonly Card[]): readonly Block[] {
  const at = blocks.findIndex((block) => block.kind === "card");
  const list = listOf(cards);
  return blocks.flatMap((block, i): readonly Block[] => {
    if (block.kind !== "card") return [block];
    return i === at && list ? [{ kind: "native", on: { slack: [list] }, otherwise: [] }] : [];
  });
}

function listOf(cards: readonly Card[]): types.RichTextBlock | undefined {
  const lines = cards.flatMap((card): types.RichTextSection[] => {
    const elements = lineOf(card);
    return elements.length > 0 ? [{ type: "rich_text_section", elements }] : [];
  });
  if (lines.length === 0) return undefined;
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_list", style: "ordered", elements: lines }],
  };
}

function lineOf({ title, url, subtitle = "" }: Card): types.RichTextElement[] {
  const href = address(url);
  const named = elementsOf(title, { bold: true, url: href, line: true }, LINE);
  const facts = elementsOf(subtitle, { line: true }, LINE);
  if (named.length === 0 || facts.length === 0) return [...named, ...facts];
  return [...named, { type: "text", text: " · " }, ...facts];
}

/** Cards in messages, each as full as it may be without a text being cut. */
function messagesOf(cards: readonly Card[], draw: Draw): readonly Drawn[] {
  const { blocks: most, weight: room } = BUDGETS.message;
  const messages: Card[][] = [];
  let [count, weight] = [0, 0];
  for (const card of cards) {
    const drawn = drawAll([card], penFor(draw, room)).flatMap(({ blocks }) => blocks);
    const heavy = weigh(drawn);
    const last = messages.at(-1);
    if (last && count + drawn.length <= most && weight + heavy <= room) {
      last.push(card);
      [count, weight] = [count + drawn.length, weight + heavy];
    } else {
      messages.push([card]);
      [count, weight] = [drawn.length, heavy];
    }
  }
  return messages.map((some) => ({
    text: fitEscaped(titles(some), LIMITS.text, escaped),
    blocks: drawBlocks(some, draw, titles(some)),
  }));
}

function titles(cards: readonly Card[]): string {
  const named = cards.map(({ title }) => text(title)).filter((title) => !isBlank(clean(title)));
  return named.join("\n") || "Papers in detail";
}
