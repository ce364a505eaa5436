import type { types } from "@slack/bolt";
import type { Drawing } from "./draw.ts";
import type { Budget } from "./limits.ts";
import { weigh } from "./weigh.ts";

/** No text is made shorter than this, in UTF-16 units, before whole blocks are left out. */
const SHORTEST = 80;

/** How often a length is tried between the shortest and the longest: a guess that is near, then halves. */
const TRIES = 7;

/**
 * Draws within a budget. Texts are cut to one length, about the longest that fits, so the longest ones
 * are cut first; where that is not enough, what comes last is left out and counted in a line of its
 * own. A row of actions at the very end stays, since it turns the pages.
 */
export function drawWithin(
  draw: (longest: number) => readonly Drawing[],
  budget: Budget,
): types.KnownBlock[] {
  const drawn = draw(budget.weight);
  const whole = pack(drawn, budget);
  if (whole.left === 0) return whole.blocks;
  const blocks = drawn.flatMap((drawing) => drawing.blocks);
  let packed = pack(draw(SHORTEST), budget);
  let [low, high]: [number, number] = [SHORTEST, budget.weight];
  let longest = level(lengthsIn(blocks), weigh(blocks) - budget.weight);
  for (let i = 0; i < TRIES && high - low > 1; i += 1) {
    if (longest <= low || longest >= high) longest = Math.floor((low + high) / 2);
    const tried = pack(draw(longest), budget);
    if (tried.left > packed.left) high = longest;
    else [low, packed] = [longest, tried];
    longest = low;
  }
  return packed.blocks;
}

/** The length that all texts are cut to so that they lose this much together. */
function level(lengths: readonly number[], over: number): number {
  const longestFirst = lengths.toSorted((a, b) => b - a);
  let sum = 0;
  for (const [i, length] of longestFirst.entries()) {
    sum += length;
    const cut = Math.floor((sum - over) / (i + 1));
    if (cut >= (longestFirst[i + 1] ?? 0)) return cut;
  }
  return 0;
}

/** Lengths of all texts in blocks, however deep; what stands in one frame is one. */
function lengthsIn(part: unknown): readonly number[] {
  if (Array.isArray(part)) return part.flatMap(lengthsIn);
  if (typeof part !== "object" || part === null) return [];
  if ("type" in part && part.type === "rich_text_preformatted")
    return [lengthsIn(Object.values(part)).reduce((sum, one) => sum + one, 0)];
  return Object.entries(part).flatMap(([name, value]) =>
    name === "text" && typeof value === "string" ? value.length : lengthsIn(value),
  );
}

type Packed = {
  readonly blocks: types.KnownBlock[];
  /** Blocks that were left out. */
  readonly left: number;
};

function pack(drawings: readonly Drawing[], budget: Budget): Packed {
  const all = drawings.flatMap(({ blocks }) => blocks);
  if (fits(all, budget)) return { blocks: all, left: 0 };
  const last = drawings.at(-1);
  const tail = last?.kind === "actions" && drawings.length > 1 ? last.blocks : [];
  const found = packHead(tail.length > 0 ? drawings.slice(0, -1) : drawings, tail, budget);
  // An end too large to keep is left out like the rest.
  return found ?? packHead(drawings, [], budget) ?? { blocks: [], left: all.length };
}

function packHead(
  drawings: readonly Drawing[],
  tail: readonly types.KnownBlock[],
  budget: Budget,
): Packed | undefined {
  const end = [moreLine(drawings), ...tail];
  if (!fits(end, budget)) return undefined;
  const room = { blocks: budget.blocks - end.length, weight: budget.weight - weigh(end) };
  const taken: types.KnownBlock[] = [];
  let [kept, weight] = [0, 0];
  for (const { blocks } of drawings) {
    weight += weigh(blocks);
    if (taken.length + blocks.length > room.blocks || weight > room.weight) break;
    taken.push(...blocks);
    kept += 1;
  }
  // What is too large even by itself is shown as far as it goes.
  if (taken.length === 0)
    for (const block of drawings[kept]?.blocks ?? [])
      if (fits([...taken, block], room)) taken.push(block);
  const count = drawings.reduce((sum, { blocks }) => sum + blocks.length, 0);
  return {
    blocks: [...taken, moreLine(drawings.slice(kept)), ...tail],
    left: count - taken.length,
  };
}

/** How many cards are missing, or parts where none is a card. */
function moreLine(rest: readonly Drawing[]): types.KnownBlock {
  const shown = rest.filter(({ blocks }) => blocks.length > 0);
  const cards = shown.filter(({ kind }) => kind === "card").length;
  const text = `… and ${cards || shown.length} more`;
  return { type: "context", elements: [{ type: "plain_text", text, emoji: false }] };
}

function fits(blocks: readonly types.KnownBlock[], budget: Budget): boolean {
  return blocks.length <= budget.blocks && weigh(blocks) <= budget.weight;
}
