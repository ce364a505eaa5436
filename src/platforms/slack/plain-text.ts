import { type Block, type Card, clean, isBlank, type Reply, text } from "#chat";
import { escaped, fitEscaped } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** What is said for a reply that says nothing, since Slack refuses an empty message. */
export const NOTHING = "There is nothing to show.";

/** A reply as text alone, for when Slack refuses its blocks: headings, words and papers with their addresses, escaped. */
export function plainText(reply: Reply): string {
  return fitEscaped(saidBy(reply), LIMITS.text, escaped);
}

/** All that a reply says, a paragraph for each block, as it stands; never blank. */
export function saidBy(reply: Reply): string {
  const lines = reply.blocks.flatMap(linesOf).filter((line) => !isBlank(clean(line)));
  const all = lines.length > 0 ? lines.join("\n\n") : reply.summary;
  return isBlank(clean(all)) ? NOTHING : all.trim();
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "heading":
    case "code":
      return [block.text];
    case "text":
      return [text(block.text)];
    case "card":
      return [cardLines(block)];
    case "native":
      return block.otherwise.flatMap(linesOf);
    case "actions":
    case "divider":
      return [];
  }
}

function cardLines({ title, url, subtitle = "", note = "" }: Card): string {
  const parts = [text(title), text(subtitle), text(note), url ?? ""];
  return parts.filter((part) => !isBlank(clean(part))).join("\n");
}
