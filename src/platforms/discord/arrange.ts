import { type Draft, draft } from "./budget.ts";
import { largest } from "./largest.ts";
import { linesOf } from "./line.ts";
import type { Part } from "./part.ts";
import {
  costOf,
  DENSEST,
  fixedText,
  linesIn,
  PLANS,
  type Plan,
  type Shape,
  shapesOf,
} from "./shape.ts";

/** What a message is made of, and how its lines are drawn so that they fit. */
export type Arranged = { readonly shapes: readonly Shape[]; readonly draft: Draft };

/** What is left of a message for these parts. */
export type Space = { readonly components: number; readonly text: number };

/**
 * The roomiest plan in which all parts fit; when none does, as many of them as the densest one holds,
 * rows of the whole message before anything else, and a last line that counts the rest.
 */
export function arrange(parts: readonly Part[], space: Space): Arranged {
  for (const plan of [...PLANS, DENSEST]) {
    const arranged = planned(parts, plan, space);
    if (arranged) return arranged;
  }
  const fits = (count: number) => planned(firstOf(parts, count), DENSEST, space) !== undefined;
  const count = largest(0, parts.length - 1, fits);
  return planned(firstOf(parts, count), DENSEST, space) ?? { shapes: [], draft: () => "" };
}

function planned(parts: readonly Part[], plan: Plan, space: Space): Arranged | undefined {
  const shapes = shapesOf(parts, plan);
  if (sum(shapes.map(costOf)) > space.components) return undefined;
  const fit = draft(shapes.flatMap(linesIn), space.text - sum(shapes.map(fixedText)));
  return fit && { shapes, draft: fit };
}

/** The most important parts in their order, rows first since they turn pages, and the line that counts the others. */
function firstOf(parts: readonly Part[], count: number): readonly Part[] {
  const rank = [...parts.filter(isRow), ...parts.filter((part) => !isRow(part))];
  const kept = new Set(rank.slice(0, count));
  const left = parts.filter((part) => !kept.has(part));
  const cards = left.filter(({ kind }) => kind === "card").length;
  const more = cards || sum(left.map(thingsIn));
  const line = linesOf("links", `… and ${more} more`);
  return [...parts.filter((part) => kept.has(part)), { kind: "text", lines: line }];
}

function isRow({ kind }: Part): boolean {
  return kind === "row";
}

function thingsIn(part: Part): number {
  if (part.kind === "row") return part.controls.length;
  return part.kind === "rule" ? 0 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
