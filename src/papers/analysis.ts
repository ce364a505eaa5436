/** Words that say nothing of a paper's subject, and the talk around a question (“show me papers about”). */
const STOP = new Set(
  `a about above after again against all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had has have
having he her here hers him his how i if in into is it its itself just me more most my no nor not now
of off on once only or other our out over own same she should so some such than that the their them
then there these they this those through to too under until up upon us very via was we were what when
where which while who whom why will with would you your
paper papers article articles show find give tell work works recent latest new using based toward towards`.split(
    /\s+/,
  ),
);

/** Longest word that is indexed or searched: anything longer is noise. */
const LONGEST_WORD = 40;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
const ASCII = /^[\x00-\x7f]*$/;

/** Words of a text: letters and digits with hyphens split, so that “graph-based” is found by “graph”. */
export function wordsOf(text: string): string[] {
  // Most texts are ASCII, for which the classes of Unicode are needlessly slow.
  if (ASCII.test(text)) return text.match(/[A-Za-z0-9]+/g) ?? [];
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Terms of words met before: a catalogue repeats its words some twenty times. Emptied when it grows past `MOST_KEPT`. */
const met = new Map<string, string | undefined>();
const MOST_KEPT = 100_000;

/** The form under which a word is indexed and searched; undefined for words that say nothing. */
export function termOf(word: string): string | undefined {
  if (met.has(word)) return met.get(word);
  if (met.size >= MOST_KEPT) met.clear();
  const term = analyse(word.toLowerCase());
  met.set(word, term);
  return term;
}

function analyse(lower: string): string | undefined {
  if (STOP.has(lower) || lower.length > LONGEST_WORD) return undefined;
  return stem(lower);
}

/**
 * Folds plurals and the commonest endings (transformers, transforming, topological and topology), on
 * the lines of Porter's first steps (Porter 1980); short words are left alone.
 */
function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word))
    return word.length === 4 ? word.replace(/([^su])s$/, "$1") : word;
  const singular = word
    .replace(/sses$/, "ss")
    .replace(/ies$/, "y")
    .replace(/([^su])s$/, "$1");
  return folds(singular);
}

/** Endings from the longest to the shortest, with what is left in their place; a stem keeps four letters. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ["isation", "iz"],
  ["ization", "iz"],
  ["ational", "at"],
  ["ically", ""],
  ["ising", "iz"],
  ["izing", "iz"],
  ["ation", "at"],
  ["ating", "at"],
  ["ical", ""],
  ["ated", "at"],
  ["ator", "at"],
  ["ment", ""],
  ["ness", ""],
  ["ised", "iz"],
  ["ized", "iz"],
  ["tion", "t"],
  ["sion", "s"],
  ["ance", ""],
  ["ence", ""],
  ["ing", ""],
  ["ity", ""],
  ["ive", ""],
  ["ent", ""],
  ["ant", ""],
  ["ize", "iz"],
  ["ise", "iz"],
  ["ate", "at"],
  ["ic", ""],
  ["ed", ""],
  ["ly", ""],
  ["er", ""],
  ["al", ""],
  ["y", ""],
  ["e", ""],
];

/** Endings by their last letter: most words need to be held against a few only. */
const BY_LAST = Map.groupBy(ENDINGS, ([ending]) => ending.at(-1) ?? "");

function folds(word: string): string {
  for (const [ending, left] of BY_LAST.get(word.at(-1) ?? "") ?? []) {
    if (!word.endsWith(ending)) continue;
    const root = word.slice(0, word.length - ending.length);
    if (root.length + left.length < 4) continue;
    return /([^aeiousl])\1$/.test(root + left) ? (root + left).slice(0, -1) : root + left;
  }
  return word;
}
