import type { Acronyms } from "./acronyms.ts";
import { compoundsOf } from "./compounds.ts";
import { SETTINGS } from "./settings.ts";
import type { Reading, Wanted } from "./spelling.ts";
import { stem } from "./stem.ts";

/** Stems of which a paper must hold one, or all; `bits` are set in the mask of a paper that counts. */
export type Clause = {
  readonly stems: readonly string[];
  readonly all?: boolean;
  readonly weight: number;
  readonly bits: number;
};

/** A word that papers are looked through for, with the bit that tells who holds it; words beyond the first 32 have none. */
export type Term = { readonly stem: string; readonly word: string; readonly bit: number };

/** The terms of what is wanted, completions each for themselves. */
export function termsOf(wanted: readonly Wanted[]): readonly (readonly Term[])[] {
  let next = 0;
  return wanted.map(({ choices }) =>
    choices.map((word) => {
      const bit = next < 32 ? 1 << next : 0;
      next += 1;
      return { stem: stem(word), word, bit };
    }),
  );
}

/** The words that a mask tells of: of those with one stem the first, so that a query that repeats a word is told of it once. */
export function wordsIn(mask: number, terms: readonly (readonly Term[])[]): readonly string[] {
  const held = new Map<string, string>();
  for (const { stem, word, bit } of terms.flat())
    if ((mask & bit) !== 0 && !held.has(stem)) held.set(stem, word);
  return [...held.values()];
}

/** What to look for: each term by itself, all words of an acronym's long form, and the acronym of a long form. */
export function clausesOf(
  { words, wanted }: Reading,
  terms: readonly (readonly Term[])[],
  acronyms: Acronyms,
  knows: (stem: string) => boolean,
): readonly Clause[] {
  const own = terms.flatMap((choices, at) => {
    const weight = 1 + SETTINGS.repeated * ((wanted[at]?.times ?? 1) - 1);
    return choices.map(({ stem, bit }): Clause => ({ stems: [stem], weight, bits: bit }));
  });
  const { weight, mostWords } = SETTINGS.acronym;
  if (terms.length > mostWords) return own;
  const bits = new Map(terms.flat().map(({ stem, bit }) => [stem, bit]));
  // A query that gives both forms asks for them already.
  const long = [...bits].flatMap(([short, bit]) =>
    acronyms
      .long(short)
      .filter((form) => !form.every((stem) => bits.has(stem)))
      .map((form): Clause => ({ stems: form, all: true, weight, bits: bit })),
  );
  const short = acronyms
    .short([...bits.keys()])
    .filter((form) => !bits.has(form.short))
    .map((form): Clause => {
      const held = form.long.reduce((held, stem) => held | (bits.get(stem) ?? 0), 0);
      return { stems: [form.short], weight, bits: held };
    });
  return [...own, ...long, ...short, ...compoundsOf(words, terms.flat(), knows)];
}
