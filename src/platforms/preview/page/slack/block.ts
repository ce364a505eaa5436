import type { KnownBlock } from "@slack/types";
import type { Hands } from "../hands.ts";
import { drawUnknown } from "../unknown.ts";
import { drawActions } from "./actions.ts";
import { drawCard } from "./card.ts";
import { drawContext } from "./context.ts";
import { drawDivider } from "./divider.ts";
import { drawHeader } from "./header.ts";
import { drawRichText } from "./rich-text.ts";
import { drawSection } from "./section.ts";

/** A block of a message, as Slack's clients draw it; one that no renderer of ours makes is shown as it is. */
export function drawBlock(block: KnownBlock, hands: Hands): HTMLElement {
  switch (block.type) {
    case "actions":
      return drawActions(block, hands);
    case "card":
      return drawCard(block, hands);
    case "context":
      return drawContext(block);
    case "divider":
      return drawDivider();
    case "header":
      return drawHeader(block);
    case "rich_text":
      return drawRichText(block, hands);
    case "section":
      return drawSection(block, hands);
    default:
      return drawUnknown(block);
  }
}
