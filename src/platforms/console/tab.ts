import type { CompleterResult } from "node:readline";
import stringWidth from "string-width";
import type { Complete, Completion, Completions } from "#chat";
import { clean, cleanLine } from "./clean.ts";
import { indent, MARGIN, row } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** Most completions in a list; the rest are counted, and come nearer with the next letter typed. */
const MOST_LISTED = 12;

/** Widest value shown beside its label, in columns: ids fit, quoted titles would say everything twice. */
const LONGEST_ID = 24;

/** What the Tab key was last asked, for the next press: the line then, the text to replace, the one offered. */
type Round = { line: string; text: string; at: number; readonly found: readonly Completion[] };

/**
 * The Tab key: one completion is filled in, several are filled in as far as they agree and then
 * listed; further presses offer one after the other, since a suggestion (an id for a title) need not
 * begin as what was typed.
 */
export function createTab(
  complete: Complete,
  list: (found: readonly Completion[]) => void,
): (line: string) => Promise<CompleterResult> {
  let round: Round | undefined;
  return async (line) => {
    if (round?.line !== line) {
      const completions = tame(await complete(line));
      const { typed, found } = completions;
      const agreed = agreement(completions);
      round = undefined;
      if (agreed !== undefined) return [[agreed], typed];
      if (found.length === 0) return [[], line];
      round = { line, text: typed, at: -1, found };
      list(found);
      return [[], line];
    }
    const { text, found } = round;
    const at = (round.at + 1) % found.length;
    const value = found[at]?.value ?? text;
    round = { line: line.slice(0, line.length - text.length) + value, text: value, at, found };
    return [[value], text];
  };
}

/** The list under the prompt: words in rows, suggestions one a line with what they stand for. */
export function drawCompletions(
  found: readonly Completion[],
  width: number,
  paint: Paint,
): readonly string[] {
  const shown = found.slice(0, MOST_LISTED);
  const more = found.length > shown.length ? [`… and ${found.length - shown.length} more`] : [];
  const plain = shown.every(sayTheSame);
  if (plain) return row([...shown.map(({ label }) => label), ...more].map(paint.quiet), width);
  return [...shown.map(explained), ...more].map((line) =>
    indent(paint.quiet(shortened(line, width - MARGIN))),
  );
}

/** An id before what it stands for; what is its own value, once. */
function explained(one: Completion): string {
  const { value, label } = one;
  return stringWidth(value) > LONGEST_ID || sayTheSame(one) ? label : `${value}  ${label}`;
}

/** `since:` and `zone:"New York"` say what they stand for. */
function sayTheSame({ value, label }: Completion): boolean {
  return value.trim().replace(/"$/, "").endsWith(label);
}

function tame({ typed, found }: Completions): Completions {
  const values = new Map(
    found.map(({ value, label }) => [clean(value).replace(/\n/g, " "), cleanLine(label)]),
  );
  return { typed, found: [...values].map(([value, label]) => ({ value, label })) };
}

/** What all of them begin with, where that is more than what was typed; the only one, where there is one. */
function agreement({ typed, found }: Completions): string | undefined {
  const [first, ...others] = found.map(({ value }) => value);
  if (first === undefined) return undefined;
  if (others.length === 0) return first === typed ? undefined : first;
  let length = first.length;
  for (const other of others)
    while (!other.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length--;
  const common = first.slice(0, length).toWellFormed();
  const grows =
    common.length > typed.length && common.toLowerCase().startsWith(typed.toLowerCase());
  return grows ? common : undefined;
}

function shortened(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(short + segment) >= width) break;
    short += segment;
  }
  return `${short}…`;
}
