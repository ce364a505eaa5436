import type { Block, Reply } from "#chat";
import { renderMessage } from "../../../src/platforms/slack/render.ts";
import { draw } from "./drawn-papers.ts";
import { partsIn } from "./strict.ts";

/** A button as cards have it. */
export const SAVE = {
  kind: "button",
  label: "Save",
  next: { command: "save", input: { paper: "a" } },
} as const;

/** A paper's card with every part. */
export const PAPER = {
  kind: "card",
  title: "Beyond A*: <Planning> & Search",
  url: "https://arxiv.org/abs/2402.14083",
  subtitle: "Ada Lovelace and 5 more · 3 Feb 2024",
  body: [{ kind: "bold", text: "That" }, " it works."],
  note: "+38 upvotes in a day",
  actions: [SAVE, { kind: "link", label: "PDF", url: "https://arxiv.org/pdf/2402.14083" }],
} as const satisfies Block;

/** A reply of these blocks. */
export function page(...blocks: readonly Block[]): Reply {
  return { summary: "Two papers", blocks };
}

/** These blocks as Slack's. */
export function drawn(...blocks: readonly Block[]) {
  return renderMessage(page(...blocks), draw).blocks;
}

/** So many papers, each with a title of its own. */
export function many(count: number, more: object = {}): readonly Block[] {
  return Array.from({ length: count }, (_, i) => ({ ...PAPER, title: `Paper ${i}`, ...more }));
}

/** Every text in blocks, in order. */
export function wordsIn(blocks: readonly object[]): readonly string[] {
  return partsIn(blocks).flatMap(({ text }) => (typeof text === "string" ? text : []));
}
