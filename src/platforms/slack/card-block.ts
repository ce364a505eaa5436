import type { types } from "@slack/bolt";
import { type Action, type Card, clean, isBlank, type Menu, type Rich, text } from "#chat";
import { drawActions, drawButton } from "./actions.ts";
import { address } from "./address.ts";
import { fitEscaped, literal } from "./escape.ts";
import type { Pen } from "./ink.ts";
import { LIMITS } from "./limits.ts";
import { plain, plainLines } from "./plain.ts";

const { card: MOST } = LIMITS;

/**
 * A card as Slack's own card block. Its texts are markup, so they are escaped word by word. What has no
 * place in it stands below: the note, menus, and buttons after the third.
 */
export function drawCardBlock(card: Card, pen: Pen): types.KnownBlock[] {
  const { subtitle = "", body = "", note = "", actions = [] } = card;
  const { inside, below } = parted(actions);
  const buttons = inside.flatMap((action) => drawButton(action, pen) ?? []);
  const image = pictureOf(card.image);
  const title = titleOf(card);
  const block: types.CardBlock = {
    type: "card",
    ...(image && { hero_image: image }),
    ...(title && { title: markup(title) }),
    ...textOf("subtitle", subtitle, MOST.subtitle),
    ...textOf("body", body, MOST.body),
    ...(buttons.length > 0 && { actions: buttons }),
  };
  const { hero_image, title: named, body: said, actions: pressed } = block;
  const shown = hero_image || named || said || pressed ? [block] : [];
  const words = clean(text(note));
  const max = Math.min(pen.longest, LIMITS.context);
  return [
    ...shown,
    ...(isBlank(words) ? [] : [{ type: "context" as const, elements: [plainLines(words, max)] }]),
    ...drawActions(below, pen),
  ];
}

/** A title as markup, linked where its address leaves room for words; empty when there is nothing to show. */
function titleOf({ title, url }: Card): string {
  const words = text(title);
  const href = address(url)?.replaceAll("&", "&amp;");
  if (isBlank(clean(words))) return "";
  // Half of the room is to be left for the title itself.
  if (href === undefined || href.length > MOST.title / 2)
    return fitEscaped(words, MOST.title, literal);
  const label = fitEscaped(words, MOST.title - href.length - "<|>".length, literal);
  return `<${href}|${label}>`;
}

function textOf(name: "subtitle" | "body", rich: Rich, max: number) {
  const words = text(rich);
  return isBlank(clean(words)) ? {} : { [name]: markup(fitEscaped(words, max, literal)) };
}

/** Markup that is ours, or escaped: Slack is not to look for links and names in it. */
function markup(of: string): types.MrkdwnElement {
  return { type: "mrkdwn", text: of, verbatim: true };
}

function pictureOf(image: Card["image"]): types.ImageElement | undefined {
  const url = image && address(image.url);
  if (!image || url === undefined) return undefined;
  const { text: alt_text } = plain(image.alt, LIMITS.imageAlt, "Picture");
  return { type: "image", image_url: url, alt_text };
}

/** The first three buttons, and everything else. */
function parted(actions: readonly Action[]) {
  const inside: Exclude<Action, Menu>[] = [];
  const below: Action[] = [];
  for (const action of actions) {
    if (action.kind !== "menu" && inside.length < MOST.actions) inside.push(action);
    else below.push(action);
  }
  return { inside, below };
}
