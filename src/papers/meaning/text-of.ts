import { createHash } from "node:crypto";
import { plain } from "../latex.ts";
import type { Paper } from "../paper.ts";

/** What is embedded of a paper. */
export function textOf({ title, abstract }: Paper): string {
  return `${plain(title)}. ${plain(abstract)}`.trim();
}

/** Tells whether a paper's text is the one that its vector was made from. */
export function textMark(paper: Paper): string {
  return createHash("sha256").update(textOf(paper)).digest("base64url").slice(0, 11);
}
