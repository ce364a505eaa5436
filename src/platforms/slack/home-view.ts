import type { types } from "@slack/bolt";
import type { Block, Reply } from "#chat";
import { carriable } from "./carriable.ts";
import type { Draw } from "./ink.ts";
import { drawBlocks } from "./message.ts";

/** Draws replies one below the other as a person's home page, with lines between them. */
export function renderHome(sections: readonly Reply[], draw: Draw): types.HomeView {
  const parts = sections.map((section) => carriable(section).blocks);
  const blocks = parts.flatMap((part, i): readonly Block[] =>
    i === 0 ? part : [{ kind: "divider" }, ...part],
  );
  return { type: "home", blocks: drawBlocks(blocks, { ...draw, surface: "home" }, "") };
}
