import { expect } from "vitest";
import { actionsOf, type Card, cleanLine, type Reply, type Rich, spansOf } from "#chat";
import type { Paper } from "#papers";
import { PICK } from "../../../src/platforms/discord/gather.ts";
import type { Drawn } from "../../../src/platforms/discord/render.ts";
import { draw, faultsOf, intrusionsIn, partsOf, shown } from "./drawn.ts";
import { repliesOf } from "./papers.ts";

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Letters of a title that must be seen, however little room there is. */
const BEGINNING = 15;

/** Draws every reply that these papers appear in, and expects each to be a message of Discord's that says what it should. */
export async function checkPapers(papers: readonly Paper[]): Promise<void> {
  for (const reply of repliesOf(papers)) await checkReply(reply);
}

/** Expects a reply to be drawn within Discord's rules, without anything foreign at work, and with everything to press. */
export async function checkReply(reply: Reply): Promise<void> {
  const drawn = await draw(reply);
  expect(faultsOf(drawn)).toEqual([]);
  expect(intrusionsIn(drawn, reply)).toEqual([]);
  expect(hiddenTitles(drawn, reply)).toEqual([]);
  expect(pressable(drawn)).toBe(actionsOf(reply).filter(({ kind }) => kind === "button").length);
}

/** How many buttons there are, in rows and in the menus that gather them. */
function pressable(drawn: Drawn): number {
  return partsOf(drawn).reduce((sum, { type, custom_id: id, options }) => {
    if (type === 3 && id?.startsWith(PICK)) return sum + (options?.length ?? 0);
    return sum + (type === 2 && id !== undefined ? 1 : 0);
  }, 0);
}

function hiddenTitles(drawn: Drawn, reply: Reply): readonly string[] {
  const all = shown(drawn).replace(/\s+/g, " ");
  return cardsOf(reply.blocks).flatMap(({ title }) => {
    const beginning = beginningOf(wordsOf(title));
    return all.includes(beginning) ? [] : [beginning];
  });
}

/** The words of a title up to its first moment or channel, which Discord shows in words of its own. */
function wordsOf(title: Rich): string {
  const spans = spansOf(title);
  const end = spans.findIndex((span) => typeof span !== "string" && /time|channel/.test(span.kind));
  const said = spans.slice(0, end < 0 ? spans.length : end);
  return cleanLine(
    said
      .map((span) => (typeof span === "string" ? span : "text" in span ? span.text : ""))
      .join(""),
  );
}

function cardsOf(blocks: Reply["blocks"]): readonly Card[] {
  return blocks.flatMap((block) => {
    if (block.kind === "native") return cardsOf(block.otherwise);
    return block.kind === "card" ? [block] : [];
  });
}

function beginningOf(title: string): string {
  let beginning = "";
  for (const { segment } of GRAPHEMES.segment(title)) {
    if (beginning.length + segment.length > BEGINNING) break;
    beginning += segment;
  }
  return beginning.trim();
}
