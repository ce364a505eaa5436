import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import wrap from "wrap-ansi";

/** Columns left free at the left of everything said. */
export const MARGIN = 2;

/** Narrowest terminal that is drawn for, in columns; below it lines are longer than the screen. */
export const NARROWEST = 20;

/** Blanks between two buttons of a row. */
const APART = "  ";

/** Lines of at most `width` columns, margin included, broken between words and, where one is too long, within it. */
export function paragraph(text: string, width: number): readonly string[] {
  return wrap(text, width - MARGIN, { hard: true })
    .split("\n")
    .map((line) => indent(stripVTControlCharacters(line).trim() ? line.trimEnd() : ""));
}

/** Items in rows, none of them broken unless it fills a row alone; `lead` stands before the first. */
export function row(items: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const longer = `${lines.at(-1)}${APART}${item}`;
    if (lines.length && stringWidth(longer) <= width - MARGIN) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines.flatMap((line) => paragraph(line, width));
}

/** A thin line across the text, with a few words in it. */
export function rule(width: number, words = ""): string {
  const lead = words && `── ${words} `;
  return indent(lead + "─".repeat(Math.max(0, width - 2 * MARGIN - stringWidth(lead))));
}

/** A line with its margin; an empty one stays empty, so that nothing blank trails. */
export function indent(line: string): string {
  return line && " ".repeat(MARGIN) + line;
}
