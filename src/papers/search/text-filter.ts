import type { Asked } from "../asked.ts";
import { plain } from "../latex.ts";
import type { Paper } from "../paper.ts";
import { words } from "../words.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/**
 * Whether a paper holds every phrase and nothing of what is to be left out, in its title, its abstract,
 * the name of one author or a category. Phrases are held word for word (case, accents and punctuation
 * aside); a single word is left out in any of its endings, unless it is a stop word, of which no paper is
 * free. For engines that have no faster way.
 */
export function textFilter({
  phrases,
  without,
}: Pick<Asked, "phrases" | "without">): (paper: Paper) => boolean {
  if (phrases.length + without.length === 0) return () => true;
  const stems = without.filter((one) => !one.includes(" ") && !STOP_WORDS.has(one)).map(stem);
  const rows = without.filter((one) => one.includes(" "));
  // "Between" is no ending of "betweenness", though both have one stem.
  const isLeftOut = (word: string) => !STOP_WORDS.has(word) && stems.includes(stem(word));
  return (paper) => {
    const parts = [paper.title, paper.abstract, ...(paper.authors ?? [])].map(plain);
    const folded = [...parts, ...(paper.categories ?? [])].map(words);
    const holds = (row: string) =>
      folded.some((part) => ` ${part.join(" ")} `.includes(` ${row} `));
    return (
      phrases.every(holds) &&
      !rows.some(holds) &&
      !(stems.length > 0 && folded.some((part) => part.some(isLeftOut)))
    );
  };
}
