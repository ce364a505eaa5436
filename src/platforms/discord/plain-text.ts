import { type Block, type Reply, text } from "#chat";
import { draft } from "./budget.ts";
import { largest } from "./largest.ts";
import { LIMITS } from "./limits.ts";
import { type Line, linesOf } from "./line.ts";

/**
 * A reply as the content of a message without components, for one whose components were refused: what
 * it is about, then titles, facts and texts, escaped, in at most 2,000 characters; what doesn't fit is counted.
 */
export function plainText(reply: Reply): string {
  const lines = [
    ...linesOf("body", reply.summary),
    ...reply.blocks.flatMap((block) => linesIn(block, reply.summary)),
  ];
  if (lines.length === 0) return "Nothing to show.";
  const first = (count: number) => {
    const left = lines.length - count;
    const more = left ? linesOf("links", `… and ${left} more`) : [];
    return [...lines.slice(0, count), ...more];
  };
  const drafted = (count: number) => draft(first(count), LIMITS.message.content);
  const count = largest(0, lines.length, (number) => drafted(number) !== undefined);
  return first(count)
    .map(drafted(count) ?? (() => ""))
    .join("\n");
}

function linesIn(block: Block, summary: string): readonly Line[] {
  switch (block.kind) {
    case "heading":
      return block.text === summary ? [] : linesOf("title", block.text);
    case "text":
      return text(block.text) === summary ? [] : linesOf("body", block.text);
    case "card":
      return [...linesOf("title", block.title, block.url), ...linesOf("facts", block.subtitle)];
    case "code":
      return linesOf("body", block.text);
    case "native":
      return block.otherwise.flatMap((one) => linesIn(one, summary));
    case "actions":
    case "divider":
      return [];
  }
}
