import type { APIComponentInContainer } from "discord-api-types/v10";
import type { Control } from "./control.ts";
import { gatherAll, gatherByLabel, type Owned } from "./gather.ts";
import { LIMITS } from "./limits.ts";
import { type Line, linesOf } from "./line.ts";
import { sizeOf } from "./native.ts";
import type { Part, Picture } from "./part.ts";

type Button = Extract<Control, { kind: "button" }>;
type Link = Extract<Control, { kind: "link" }>;

/** One component of the container, with what stands in it. */
export type Shape =
  | { readonly kind: "text"; readonly lines: readonly Line[] }
  | {
      readonly kind: "section";
      readonly lines: readonly Line[];
      readonly beside: Button | Link | { readonly kind: "picture"; readonly picture: Picture };
    }
  | { readonly kind: "row"; readonly controls: readonly Control[] }
  | { readonly kind: "rule" }
  | { readonly kind: "fence"; readonly content: string }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "raw"; readonly components: readonly APIComponentInContainer[] };

/** How much of its look a message gives up to fit; nothing is lost in any of them. */
export type Plan = {
  /** Rules between cards. */
  readonly rules: boolean;
  /** Where the buttons of cards are: below each, in a menu for each label, or all in one menu. */
  readonly buttons: "own" | "by label" | "together";
  /** Pictures are links, and neighbouring texts one. */
  readonly dense: boolean;
};

/** From the roomiest to the densest. */
export const PLANS: readonly Plan[] = [
  { rules: true, buttons: "own", dense: false },
  { rules: false, buttons: "own", dense: false },
  { rules: true, buttons: "by label", dense: false },
  { rules: false, buttons: "by label", dense: false },
  { rules: false, buttons: "by label", dense: true },
];

/** The last resort: everything to be pressed in one menu. */
export const DENSEST: Plan = { rules: false, buttons: "together", dense: true };

/** The components that these parts become. */
export function shapesOf(parts: readonly Part[], plan: Plan): readonly Shape[] {
  const shapes: Shape[] = [];
  const owned: Owned[] = [];
  const lastCard = parts.findLastIndex(({ kind }) => kind === "card");
  const together = plan.buttons === "together";
  const gather = together ? gatherAll : gatherByLabel;
  parts.forEach((part, i) => {
    if (part.kind === "card") {
      if (plan.rules && parts[i - 1]?.kind === "card") shapes.push({ kind: "rule" });
      shapes.push(...cardShapes(part, plan, owned));
    } else if (part.kind === "row" && together) {
      const { lines, rest } = loosen(part.controls, undefined, owned);
      if (lines.length) shapes.push({ kind: "text", lines });
      shapes.push(...rowsOf(rest));
    } else if (part.kind === "row") shapes.push(...rowsOf(part.controls));
    else if (part.kind !== "rule" || !together) shapes.push(part);
    if (i === lastCard && !together) shapes.push(...rowsOf(gather(owned)));
  });
  if (together) shapes.push(...rowsOf(gather(owned)));
  return plan.dense ? joined(shapes) : shapes;
}

/** Components that a shape takes, itself and everything within it. */
export function costOf(shape: Shape): number {
  switch (shape.kind) {
    case "section":
      return 3;
    case "row":
      return 1 + shape.controls.length;
    case "raw":
      return sizeOf(shape.components).components;
    case "text":
    case "rule":
    case "fence":
    case "file":
      return 1;
  }
}

/** Characters of a shape that can't be shortened. */
export function fixedText(shape: Shape): number {
  if (shape.kind === "fence") return shape.content.length + 1;
  return shape.kind === "raw" ? sizeOf(shape.components).text : 0;
}

/** The lines of a shape, which can. */
export function linesIn(shape: Shape): readonly Line[] {
  return shape.kind === "text" || shape.kind === "section" ? shape.lines : [];
}

type CardPart = Extract<Part, { kind: "card" }>;

function cardShapes(card: CardPart, plan: Plan, owned: Owned[]): readonly Shape[] {
  const { controls, name, picture } = card;
  const [only] = controls;
  if (plan.buttons === "own" && !picture && only && only.kind !== "select" && controls.length === 1)
    return [{ kind: "section", lines: card.lines, beside: only }];
  const loose =
    plan.buttons === "own" ? { lines: [], rest: controls } : loosen(controls, name, owned);
  const lines = [...card.lines, ...loose.lines];
  const rows = rowsOf(loose.rest);
  if (!picture) return [{ kind: "text", lines }, ...rows];
  if (!plan.dense)
    return [{ kind: "section", lines, beside: { kind: "picture", picture } }, ...rows];
  const link = linkLine([{ kind: "link", label: "Picture", url: picture.url }]);
  return [{ kind: "text", lines: [...lines, ...link] }, ...rows];
}

/** Buttons go to the gathered ones, links into a line, menus stay as they are. */
function loosen(
  controls: readonly Control[],
  card: string | undefined,
  owned: Owned[],
): { readonly lines: readonly Line[]; readonly rest: readonly Control[] } {
  for (const button of controls)
    if (button.kind === "button") owned.push({ button, ...(card !== undefined && { card }) });
  return {
    lines: linkLine(controls.filter((control) => control.kind === "link")),
    rest: controls.filter((control) => control.kind === "select"),
  };
}

function linkLine(links: readonly Link[]): readonly Line[] {
  const spans = links.flatMap(({ label, url }, i) => [
    i ? " · " : "",
    { kind: "link" as const, text: label, url },
  ]);
  return linesOf("links", spans);
}

/** Rows of at most 5 buttons, or of one menu; links get a row of their own when there are too many for one. */
function rowsOf(controls: readonly Control[]): readonly Shape[] {
  const rows: Control[][] = [];
  const most = LIMITS.row.buttons;
  const apart = controls.filter(({ kind }) => kind !== "select").length > most;
  for (const control of controls) {
    const row = rows.at(-1);
    const before = row?.at(-1)?.kind ?? "select";
    const alone = before === "select" || control.kind === "select";
    if (!row || alone || row.length === most || (apart && before !== control.kind))
      rows.push([control]);
    else row.push(control);
  }
  return rows.map((row) => ({ kind: "row", controls: row }));
}

/** Neighbouring texts as one. */
function joined(shapes: readonly Shape[]): readonly Shape[] {
  const out: Shape[] = [];
  for (const shape of shapes) {
    const last = out.at(-1);
    if (shape.kind === "text" && last?.kind === "text")
      out[out.length - 1] = { kind: "text", lines: [...last.lines, ...shape.lines] };
    else out.push(shape);
  }
  return out;
}
