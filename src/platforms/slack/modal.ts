import type { types } from "@slack/bolt";
import type { Drawn } from "./render.ts";

/** Most blocks of a modal (docs.slack.dev, views). */
const BLOCKS = 100;

/** An answer as a window, for where there is no channel to answer in. */
export function modalOf(drawn: Drawn, metadata: string): types.ModalView {
  const text: types.PlainTextElement = { type: "plain_text", text: drawn.text, emoji: false };
  const blocks = drawn.blocks.length > 0 ? drawn.blocks.slice(0, BLOCKS) : [section(text)];
  return {
    type: "modal",
    title: { type: "plain_text", text: "Paperboy", emoji: false },
    close: { type: "plain_text", text: "Close", emoji: false },
    private_metadata: metadata,
    blocks: [...blocks],
  };
}

/** What stands in the window until the answer is there. */
export const WAITING: Drawn = { text: "One moment…", blocks: [] };

function section(text: types.PlainTextElement): types.SectionBlock {
  return { type: "section", text };
}
