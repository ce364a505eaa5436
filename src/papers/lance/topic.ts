import { readAsked } from "../asked.ts";
import type { Paper } from "../paper.ts";
import { SENT } from "../search/spelling.ts";
import { ask } from "./ask.ts";
import { isStrict, itemsByWords, soughtBy } from "./by-words.ts";
import { MOST_FOUND } from "./finding.ts";
import { LIGHT, lightPaper } from "./light.ts";
import { type Looked, readText } from "./reading.ts";
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
  const looked = await readText(asked.text, SENT, shelf);
  if (looked.terms.length === 0) return [];
  if (isStrict(asked)) {
    const { items } = await itemsByWords(asked, looked, shelf, MOST_FOUND);
    return items.flatMap(({ whole, paper }) => (whole && paper ? [paper] : []));
  }
  const { where } = soughtBy(asked, looked);
  const pages = await Promise.all(
    wordings(looked).flatMap((all) =>
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
function wordings({ terms, clauses }: Looked): readonly (readonly string[])[] {
  const bits = new Map(terms.flat().map(({ stem, bit }) => [stem, bit]));
  const plain = terms.flatMap(([first]) => first?.stem ?? []);
  const others = clauses.flatMap(({ stems, all, bits: replaced }) => {
    if (!all && stems.every((stem) => bits.has(stem))) return [];
    return [[...plain.filter((stem) => ((bits.get(stem) ?? 0) & replaced) === 0), ...stems]];
  });
  return [plain, ...others];
}
