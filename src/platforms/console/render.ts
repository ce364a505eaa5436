import type { Action, Block, Card, Next, Reply } from "#chat";
import { clean, cleanLine } from "./clean.ts";
import { indent, NARROWEST, row, rule } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { pressablesIn } from "./pressable.ts";
import { drawAddress, drawLine, drawRich, linkable, linked } from "./spans.ts";

/** How a reply is to look. */
export type Look = {
  /** Columns of the screen; less than 20 is drawn as 20. */
  readonly width: number;
  readonly paint: Paint;
  /** IANA zone in which moments are told. */
  readonly zone: string;
  /**
   * Where buttons can be pressed, the number of the first one; where they can't (one answer, then the
   * end), the words that do the same, undefined for a button that no words replace.
   */
  readonly press: number | ((next: Next) => string | undefined);
};

/**
 * Draws a reply as lines for a terminal. Pure and total: foreign text is made harmless first, nothing
 * is left out, no line is wider than the screen but literal text and addresses, which are to be copied.
 * The one thing dropped: where buttons are words, those of several cards, which would drown the cards.
 */
export function render(reply: Reply, look: Look): readonly string[] {
  const pen = createPen(reply, { ...look, width: Math.max(NARROWEST, look.width) });
  return drawAll(reply.blocks, pen);
}

/** Draws what nobody asked for: below a line with its title, and with an empty line after it. */
export function renderPost(title: string, reply: Reply, look: Look): readonly string[] {
  return [look.paint.quiet(rule(look.width, title)), "", ...render(reply, look), ""];
}

type Pen = Look & {
  /** The numbers still to be given away, in the order of `actionsOf`. */
  readonly number: () => number;
  readonly dress: (text: string) => string;
  readonly cardActions: boolean;
};

function createPen(reply: Reply, look: Look): Pen {
  let number = typeof look.press === "number" ? look.press : 1;
  return {
    ...look,
    number: () => number++,
    dress: reply.problem ? look.paint.warn : (text) => text,
    cardActions: typeof look.press === "number" || countCards(reply.blocks) === 1,
  };
}

function countCards(blocks: readonly Block[]): number {
  const counts = blocks.map((block) => {
    if (block.kind === "native") return countCards(block.otherwise);
    return block.kind === "card" ? 1 : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Blocks with an empty line between them; a quiet line keeps to the heading it explains. */
function drawAll(blocks: readonly Block[], pen: Pen): readonly string[] {
  const lines: string[] = [];
  let before: Block | undefined;
  for (const block of blocks) {
    const drawn = drawBlock(block, pen);
    if (drawn.length === 0) continue;
    const close = before?.kind === "heading" && block.kind === "text" && block.quiet;
    if (before && !close) lines.push("");
    for (const line of drawn) lines.push(line);
    before = block;
  }
  return lines;
}

function drawBlock(block: Block, pen: Pen): readonly string[] {
  const { width, paint } = pen;
  switch (block.kind) {
    case "heading":
      return drawLine(cleanLine(block.text), width, paint.strong);
    case "text":
      return drawRich(block.text, pen, block.quiet ? paint.quiet : pen.dress);
    case "card":
      return drawCard(block, pen);
    case "code":
      return clean(block.text).replace(/\n+$/, "").split("\n").map(indent);
    case "actions":
      return drawActions(block.actions, pen);
    case "divider":
      return [paint.quiet(rule(width))];
    case "native":
      return drawAll(block.otherwise, pen);
  }
}

function drawCard(card: Card, pen: Pen): readonly string[] {
  const { paint } = pen;
  return [
    ...drawRich(card.title, pen, paint.strong, card.url),
    ...drawRich(card.subtitle ?? "", pen, paint.quiet),
    ...drawRich(card.body ?? "", pen, pen.dress),
    ...drawRich(card.note ?? "", pen, paint.quiet),
    ...drawPicture(card.image, pen),
    ...(pen.cardActions ? drawActions(card.actions ?? [], pen) : []),
  ];
}

/** A terminal shows no pictures, but says that there is one, and where. */
function drawPicture(image: Card["image"], pen: Pen): readonly string[] {
  if (!image) return [];
  const { paint, width } = pen;
  const label = ["Picture", cleanLine(image.alt)].filter(Boolean).join(": ");
  if (!linkable(image.url, paint)) return drawAddress(image.url, pen, label);
  return drawLine(linked(`${label} ↗`, image.url, paint), width, paint.quiet);
}

/** Buttons and the choices of menus in rows, links among them where the terminal has links, else below with their addresses. */
function drawActions(actions: readonly Action[], pen: Pen): readonly string[] {
  const { paint, press, width } = pen;
  const links = actions.filter((action) => action.kind === "link");
  const inline = links.filter(({ url }) => linkable(url, paint));
  const below = links.filter(({ url }) => !linkable(url, paint));
  const items = inline.map(({ label, url }) => linked(`${cleanLine(label)} ↗`, url, paint));
  const addresses = below.flatMap(({ label, url }) => drawAddress(url, pen, cleanLine(label)));
  if (typeof press === "number") {
    const buttons = actions.flatMap((action) => numbered(action, pen));
    return [...row([...buttons, ...items], width), ...addresses];
  }
  const words = actions.flatMap((action) => worded(action, press, pen));
  return [...words, ...row(items, width), ...addresses];
}

function numbered(action: Action, { paint, number }: Pen): readonly string[] {
  const buttons = pressablesIn(action).map(
    ({ label }) => `${paint.accent(`[${number()}]`)} ${cleanLine(label)}`,
  );
  const [first, ...others] = buttons;
  if (action.kind !== "menu" || first === undefined) return buttons;
  return [`${paint.quiet(`${cleanLine(action.placeholder)}:`)} ${first}`, ...others];
}

/** A button as the words that do the same; a menu as one line, with the words of its first choice. */
function worded(
  action: Action,
  say: (next: Next) => string | undefined,
  { paint, width }: Pen,
): readonly string[] {
  const [first, ...others] = pressablesIn(action);
  const typed = first && say(first.next);
  if (first === undefined || typed === undefined) return [];
  const choices = [first, ...others].map(({ label }) => cleanLine(label)).join(", ");
  const label = action.kind === "menu" ? `${cleanLine(action.placeholder)} (${choices})` : choices;
  return drawLine(`${label}: ${cleanLine(typed)}`, width, paint.quiet);
}
