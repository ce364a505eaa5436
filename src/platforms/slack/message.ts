import type { types } from "@slack/bolt";
import { type Block, clean, isBlank, type Reply } from "#chat";
import { carriable } from "./carriable.ts";
import { type Drawing, drawAll } from "./draw.ts";
import { escaped, fitEscaped } from "./escape.ts";
import { type Draw, penFor } from "./ink.ts";
import { BUDGETS, type Budget } from "./limits.ts";
import { NOTHING, saidBy } from "./plain-text.ts";
import { drawWithin } from "./within.ts";

/** A message as it goes to Slack: `text` is the notification, the screen reader's line and the fallback, escaped. */
export type Drawn = { readonly text: string; readonly blocks: types.KnownBlock[] };

/** Longest `text` beside blocks, in UTF-16 units. */
const FALLBACK = 3000;

/**
 * Draws a reply as a message. Pure and total: what is foreign stands in rich or plain text, where it can
 * neither format nor mention; what is too long is cut visibly, what is too much is counted.
 */
export function renderMessage(reply: Reply, draw: Draw): Drawn {
  const { blocks } = carriable(reply);
  return { text: fallback(reply), blocks: drawBlocks(blocks, draw, reply.summary) };
}

/** Blocks within the budget of their surface; where nothing can be seen of them, `otherwise` as words. */
export function drawBlocks(
  blocks: readonly Block[],
  draw: Draw,
  otherwise: string,
): types.KnownBlock[] {
  const budget = BUDGETS[draw.surface ?? "message"];
  const drawn = drawWithin(drawing(blocks, draw), budget);
  return drawn.length > 0 ? drawn : words(otherwise, budget);
}

/** The summary, or what the reply says where it has none. */
export function fallback(reply: Reply): string {
  const said = isBlank(clean(reply.summary)) ? saidBy(reply) : reply.summary;
  return fitEscaped(said.trim(), FALLBACK, escaped);
}

function words(said: string, budget: Budget): types.KnownBlock[] {
  const text = isBlank(clean(said)) ? NOTHING : said;
  return drawWithin(drawing([{ kind: "text", text }], { ticket: () => "" }), budget);
}

function drawing(blocks: readonly Block[], draw: Draw): (longest: number) => readonly Drawing[] {
  // A card by itself is shown in full, for which Slack's own card block has no room.
  const cards = draw.cards === true && countCards(blocks) > 1;
  return (longest) => drawAll(blocks, penFor({ ...draw, cards }, longest));
}

function countCards(blocks: readonly Block[]): number {
  const counts = blocks.map((block) => {
    if (block.kind === "native") return countCards(block.otherwise);
    return block.kind === "card" ? 1 : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
