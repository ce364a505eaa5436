import type { types } from "@slack/bolt";

/** An answer as a window, for where there is no channel to answer in. */
export function modalOf(blocks: readonly types.KnownBlock[], metadata: string): types.ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: "Paperboy", emoji: false },
    close: { type: "plain_text", text: "Close", emoji: false },
    private_metadata: metadata,
    blocks: [...blocks],
  };
}

/** What stands in the window until the answer is there. */
export const WAITING: readonly types.KnownBlock[] = [
  { type: "section", text: { type: "plain_text", text: "One moment…", emoji: false } },
];
