import { readAsked } from "../asked.ts";
import type { Paper } from "../paper.ts";
import { clausesOf } from "../search/ranking.ts";
import { type Reading, SENT } from "../search/spelling.ts";
import { ask } from "./ask.ts";
import { isStrict, itemsByWords, soughtBy } from "./by-words.ts";
import { MOST_FOUND } from "./finding.ts";
import { LIGHT, lightPaper } from "./light.ts";
import { readText } from "./reading.ts";
import { holding, type Shelf } from "./shelf.ts";

/** Papers on one topic under each condition. */
const MOST = 2_000;

/**
 * The papers on a topic, without their words, that satisfy any of these conditions (SQL): those that
 * the search command finds by every word of it, or by an acronym in the place of words.
 */
export async function papersOnTopic(
  text: string,
  shelf: Shelf,
  conditions: readonly string[],
): Promise<readonly Paper[]> {
  const asked = readAsked({ text });
  const reading = await readText(asked.text, SENT, shelf);
  if (reading.asked.length === 0) return [];
  if (isStrict(asked)) {
    const { items } = await itemsByWords(asked, reading, shelf, MOST_FOUND);
    return items.flatMap(({ whole, paper }) => (whole && paper ? [paper] : []));
  }
  const { where } = soughtBy(asked, reading);
  const pages = await Promise.all(
    wordings(reading, shelf).flatMap((all) =>
      conditions.map((condition) => {
        const both = [where, condition].filter((one) => one !== "").join(" AND ");
        const match = holding({ all }, shelf.lance);
        return ask(shelf.papers, LIGHT, { match, where: both, limit: MOST });
      }),
    ),
  );
  return pages.flat().map(lightPaper);
}

/** The stems of a query as it is, and with acronyms or their long forms in the place of some. */
function wordings(reading: Reading, { lexicon }: Shelf): readonly (readonly string[])[] {
  const bits = new Map([...reading.terms.keys()].map((stem, at) => [stem, 1 << at]));
  const plain = reading.asked.map(([first = ""]) => first);
  const others = clausesOf(reading, lexicon.acronyms).flatMap(({ terms, all, bit }) => {
    if (!all && terms.every((term) => bits.has(term))) return [];
    return [[...plain.filter((stem) => ((bits.get(stem) ?? 0) & bit) === 0), ...terms]];
  });
  return [plain, ...others];
}
