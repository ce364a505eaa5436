import { NodeType } from "slack-message-parser";
import type { Block, Reply } from "#chat";
import {
  plainText,
  renderDigestParts,
  renderHome,
  renderMessage,
  renderUnfurl,
} from "../../../src/platforms/slack/render.ts";
import { draw } from "./drawn-papers.ts";
import { faultsIn, isLive, lowestWeight, marksIn, partsIn } from "./strict.ts";

/** Slack's undocumented room for a message, with the margin that we keep. */
const ROOM = 12_000;

/**
 * Draws a reply in every way there is and tells all that is wrong with it: blocks that Slack would
 * refuse, and mentions, commands and links in markup that are not the cards' own; empty when it is safe.
 */
export function dangersOf(reply: Reply): readonly string[] {
  const own = new Set(addressesOf(reply.blocks));
  const { main, details } = renderDigestParts(reply, draw);
  const cards = renderMessage(reply, { ...draw, cards: true });
  const messages = [renderMessage(reply, draw), cards, main, ...details];
  const preview = renderUnfurl(reply, draw).blocks ?? [];
  const home = renderHome([reply], draw).blocks;
  const faults = [
    ...messages.flatMap(({ blocks }) => faultsIn(blocks)),
    ...messages.flatMap(({ blocks }) => (lowestWeight(blocks) > ROOM ? "too heavy" : [])),
    ...faultsIn(preview, "preview"),
    ...faultsIn(home, "home"),
  ];
  const texts = [plainText(reply), ...messages.map(({ text }) => text)];
  const markup = [...messages.map(({ blocks }) => blocks), preview, home].flatMap(markupIn);
  return [
    ...faults,
    ...texts.flatMap((text) =>
      marksIn(text)
        .filter(isLive)
        .map(({ source }) => source),
    ),
    ...markup.flatMap((text) => strangeMarks(text, own)),
  ];
}

/** All of the markup in blocks; rich and plain text have none. */
function markupIn(blocks: readonly object[]): readonly string[] {
  return partsIn(blocks).flatMap(({ type, text }) =>
    type === "mrkdwn" && typeof text === "string" ? text : [],
  );
}

/** Marks that are neither a title's link to one of its reply's own pages nor the bold around it. */
function strangeMarks(text: string, own: ReadonlySet<string>): readonly string[] {
  return marksIn(text).flatMap((mark) => {
    if (mark.type === NodeType.Bold && mark.source === text) return [];
    return mark.type === NodeType.URL && own.has(mark.url.replaceAll("&amp;", "&"))
      ? []
      : [mark.source];
  });
}

function addressesOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "native") return addressesOf(block.otherwise);
    const url = block.kind === "card" && block.url !== undefined ? URL.parse(block.url) : null;
    return url ? [url.href.replace(/[|<>]/g, encodeURIComponent)] : [];
  });
}
