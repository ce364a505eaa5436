import type { Block, Reply } from "#chat";
import { escapedLength } from "./escape.ts";

/** Longest code of one message, in UTF-16 units once escaped: what a message holds, less its other blocks. */
const PIECE = 10_000;

/** Most messages that one answer becomes: a response_url takes 5 (docs.slack.dev, handling user interaction). */
const MOST = 5;

type Code = Extract<Block, { kind: "code" }>;

/**
 * A reply whose code is too long for one message as several, since code that is cut is of no use. It is
 * parted at blank lines, and after the fifth message what is left is for the drawing to cut.
 */
export function partsOf(reply: Reply): readonly Reply[] {
  const at = reply.blocks.findIndex(
    (block) => block.kind === "code" && escapedLength(block.text) > PIECE,
  );
  const long = reply.blocks[at];
  if (long?.kind !== "code") return [reply];
  const pieces = piecesOf(long);
  const [before, after] = [reply.blocks.slice(0, at), reply.blocks.slice(at + 1)];
  return pieces.map((piece, i) => ({
    ...reply,
    summary: i === 0 ? reply.summary : `${reply.summary}, part ${i + 1}`,
    blocks: [...(i === 0 ? before : []), piece, ...(i === pieces.length - 1 ? after : [])],
  }));
}

function piecesOf(code: Code): readonly Code[] {
  const pieces: string[] = [];
  for (const paragraph of code.text.split(/\n{2,}/)) {
    const last = pieces.at(-1);
    const longer = last === undefined ? paragraph : `${last}\n\n${paragraph}`;
    const fits = escapedLength(longer) <= PIECE || pieces.length === MOST;
    if (last !== undefined && fits) pieces[pieces.length - 1] = longer;
    else pieces.push(paragraph);
  }
  return pieces.map((text) => ({ ...code, text }));
}
