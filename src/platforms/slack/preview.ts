import type { types } from "@slack/bolt";
import {
  type Action,
  type Block,
  type Card,
  clean,
  isBlank,
  type Reply,
  type Rich,
  text,
} from "#chat";
import { drawActions } from "./actions.ts";
import { address } from "./address.ts";
import { carriable } from "./carriable.ts";
import type { Drawing } from "./draw.ts";
import { fitEscaped, literal } from "./escape.ts";
import { type Draw, type Pen, penFor } from "./ink.ts";
import { BUDGETS, LIMITS } from "./limits.ts";
import { plainLines } from "./plain.ts";
import { NOTHING } from "./plain-text.ts";
import { drawWithin } from "./within.ts";

/** Most of a paper's title and of its abstract below a link, in UTF-16 units: a preview is to stay small. */
const TITLE = 300;
const BODY = 500;

/** Buttons below a link: what can be done with a paper. Where to read it is the link itself. */
const BUTTONS = 4;

/**
 * Draws a reply as the preview of a link, without headings. Slack takes no rich text there
 * (slackapi/java-slack-sdk#948, getsentry/sentry#65588), so a title is markup of ours, with everything
 * foreign in it escaped, and all else is plain text.
 */
export function renderUnfurl(reply: Reply, draw: Draw): types.MessageAttachment {
  const { blocks } = carriable(reply);
  const drawn = drawWithin((longest) => drawAll(blocks, penFor(draw, longest)), BUDGETS.unfurl);
  const { summary } = reply;
  const said = section(isBlank(clean(summary)) ? NOTHING : summary, LIMITS.section);
  return { blocks: drawn.length > 0 ? drawn : said };
}

function drawAll(blocks: readonly Block[], pen: Pen): readonly Drawing[] {
  return blocks.flatMap((block) => {
    if (block.kind === "native") return drawAll(block.otherwise, pen);
    return [{ kind: block.kind, blocks: drawBlock(block, pen) }];
  });
}

function drawBlock(block: Exclude<Block, { kind: "native" }>, pen: Pen): types.KnownBlock[] {
  switch (block.kind) {
    case "heading":
      return [];
    case "text":
      return block.quiet ? context(block.text, pen) : section(block.text, pen.longest);
    case "card":
      return drawCard(block, pen);
    case "code":
      return section(block.text, pen.longest);
    case "actions":
      return drawActions(few(block.actions), pen);
    case "divider":
      return [{ type: "divider" }];
  }
}

function drawCard(card: Card, pen: Pen): types.KnownBlock[] {
  const { subtitle = "", body = "", note = "", actions = [] } = card;
  return [
    ...titleOf(card, Math.min(TITLE, pen.longest)),
    ...context(subtitle, pen),
    ...section(body, Math.min(BODY, pen.longest)),
    ...context(note, pen),
    ...drawActions(few(actions), pen),
  ];
}

function few(actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ kind }) => kind !== "link").slice(0, BUTTONS);
}

function titleOf({ title, url }: Card, max: number): types.KnownBlock[] {
  const label = fitEscaped(text(title), max, literal);
  if (isBlank(label)) return [];
  const href = address(url)?.replaceAll("&", "&amp;");
  const fits = href !== undefined && href.length + label.length + 3 <= LIMITS.section;
  // Nothing of ours stands around the link, which an address could close: they may hold a star.
  const words = fits ? `<${href}|${label}>` : `*${label}*`;
  return [{ type: "section", text: { type: "mrkdwn", text: words, verbatim: true } }];
}

function section(rich: Rich, max: number): types.KnownBlock[] {
  const words = text(rich);
  if (isBlank(clean(words))) return [];
  return [{ type: "section", text: plainLines(words, Math.min(max, LIMITS.section)) }];
}

function context(rich: Rich, { longest }: Pen): types.KnownBlock[] {
  const words = text(rich);
  if (isBlank(clean(words))) return [];
  return [{ type: "context", elements: [plainLines(words, Math.min(longest, LIMITS.context))] }];
}
