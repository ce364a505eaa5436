import type { Clause, Term } from "./clauses.ts";
import { SETTINGS } from "./settings.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** What some write as one word with what follows, others apart or with a hyphen: "multimodal" and "multi-modal". */
const FRONTS =
  `anti auto bi co counter cross data de down few fine geo hetero high homo hyper image inter
  intra large long low macro meta micro multi non one open over pre pseudo quasi re real self semi short
  sub super text time trans tri ultra un under video weakly zero`.split(/\s+/);

/**
 * Two words of a query in a row as the one that they make, and one as the two that it is made of, where
 * the catalogue has them so. What it has in no other form counts as much as what was typed.
 */
export function compoundsOf(
  words: readonly string[],
  terms: readonly Term[],
  knows: (stem: string) => boolean,
): readonly Clause[] {
  const bits = new Map(terms.map(({ stem, bit }) => [stem, bit]));
  const { beside, alone } = SETTINGS.compound;
  const weightOf = (...typed: readonly string[]) => (typed.every(knows) ? beside : alone);
  const clauses: Clause[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? "";
    const [start, end] = [stem(before), stem(word)];
    const [first, second] = [bits.get(start), bits.get(end)];
    const joined = stem(before + word);
    if (first !== undefined && second !== undefined && knows(joined) && !bits.has(joined))
      clauses.push({ stems: [joined], weight: weightOf(start, end), bits: first | second });
    if (second === undefined) continue;
    const parts = partsOf(word)?.map(stem);
    if (parts?.every(knows) && !parts.every((part) => bits.has(part)))
      clauses.push({ stems: parts, all: true, weight: weightOf(end), bits: second });
  }
  return clauses;
}

function partsOf(word: string): readonly string[] | undefined {
  const [, ...named] = NUMBERED.exec(word) ?? [];
  if (named.length > 0) return named;
  const front = FRONTS.find((one) => word.startsWith(one) && word.length >= one.length + SHORTEST);
  if (front === undefined || STOP_WORDS.has(word)) return undefined;
  return [front, word.slice(front.length)];
}

/** A name with the number of its version: “GPT-4” as “gpt4”. */
const NUMBERED = /^(\p{L}{2,})(\d{1,3})$/u;

/** Letters of what follows a front at least: "resnet" and "recall" are whole. */
const SHORTEST = 5;
