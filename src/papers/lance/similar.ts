import type { Neighbour } from "../query.ts";
import { byScore } from "../search/ranking.ts";
import { stem } from "../search/stem.ts";
import { top } from "../search/top.ts";
import { topTerms } from "../search/top-terms.ts";
import { ask, quoted } from "./ask.ts";
import { heldUnder } from "./held.ts";
import { type Ranked, readRanked } from "./ranked.ts";
import { scored } from "./scoring.ts";
import { holding, type Shelf } from "./shelf.ts";

/** Papers that LanceDB proposes for one that is asked for. */
const PROPOSED = 40;

/** Words that two similar papers share, as many as tell why. */
const SHOWN_MATCHES = 5;

/** The papers nearest to one by the words that tell it from others. */
export async function similar(
  key: string,
  count: number,
  shelf: Shelf,
): Promise<readonly Neighbour[]> {
  const { papers, lexicon, lance } = shelf;
  const own = await rankedUnder(key, shelf);
  if (!own || count < 1) return [];
  const terms = topTerms(own.text, lexicon.papers, lexicon.vocabulary);
  if (terms.size === 0) return [];
  const match = holding({ any: [...terms.keys()] }, lance);
  const rows = await ask(papers, ["ranked"], { match, limit: count + PROPOSED });
  const others = new Map(
    rows.map(({ ranked }) => readRanked(ranked ?? "")).map((one) => [one.key, one]),
  );
  others.delete(own.key);
  const clauses = [...terms].map(([term, { boost }]) => ({ terms: [term], weight: boost, bit: 0 }));
  const best = top(scored([...others.values()], clauses, lexicon), count, byScore);
  const held = await heldUnder(
    papers,
    best.map(({ key }) => key),
  );
  const words = new Map([...terms].map(([term, { word }]) => [term, word]));
  return best.flatMap(({ key, score }) => {
    const paper = held.papers.get(key);
    const matches = shared(words, others.get(key));
    return paper ? [{ paper, score, matches }] : [];
  });
}

async function rankedUnder(key: string, { papers }: Shelf): Promise<Ranked | undefined> {
  const read = (key: string) =>
    ask(papers, ["leads", "ranked"], { where: `key = ${quoted(key)}`, limit: 1 });
  const [row] = await read(key);
  const [led] = row?.leads ? await read(row.leads) : [row];
  return led?.ranked ? readRanked(led.ranked) : undefined;
}

function shared(terms: ReadonlyMap<string, string>, other: Ranked | undefined): readonly string[] {
  const stems = new Set(other?.text.split(" ").map(stem));
  const words = [...terms].flatMap(([term, word]) => (stems.has(term) ? [word] : []));
  return words.slice(0, SHOWN_MATCHES);
}
