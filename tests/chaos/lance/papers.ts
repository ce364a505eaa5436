import { type Paper, titleKey } from "#papers";

/** So many papers of made-up words, every twentieth known by its title alone; always the same. */
export function madeUpPapers(count: number, from = 0): readonly Paper[] {
  return Array.from({ length: count }, (_, at): Paper => {
    const n = from + at;
    const title = `On ${wordOf(n)} and ${wordOf(n * 7 + 1)}, part ${n}`;
    const month = String(1 + (n % 12)).padStart(2, "0");
    return {
      key: n % 20 === 0 ? titleKey(title) : `arxiv:2401.${String(10_000 + n)}`,
      title,
      abstract: `${Array.from({ length: 60 }, (_, word) => wordOf(n * 31 + word * 17)).join(" ")}.`,
      authors: [`Ada ${wordOf(n % 97)}`],
      published: `2024-${month}-01`,
      categories: ["cs.LG"],
    };
  });
}

/** Some 2,000 different words. */
function wordOf(n: number): string {
  const syllables = ["ba", "co", "di", "fu", "ga", "le", "mo", "ni", "pa", "ru", "se", "ty", "za"];
  const at = (place: number) => syllables[Math.floor(n / place) % syllables.length] ?? "";
  return `${at(1)}${at(13)}${at(169)}n`;
}
