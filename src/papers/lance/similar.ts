import type { Neighbour } from "../query.ts";
import { ask, quoted } from "./ask.ts";
import { heldUnder } from "./held.ts";
import { type Prose, readProse } from "./prose.ts";
import { holding, type Shelf } from "./shelf.ts";
import { cosine, type Weights, weightsOf } from "./tf-idf.ts";

/** Papers that LanceDB proposes for one that is asked for. */
const PROPOSED = 60;

/** The words that it proposes them by: those that tell the paper from others. */
const ASKED_BY = 20;

/** Words that two similar papers share, as many as tell why. */
const SHOWN_MATCHES = 5;

/** Above this cosine two papers with so many different stems are versions of one. */
const SAME = 0.95;
const TELLING = 20;

/** The papers nearest to one by tf-idf and cosine, never the paper itself nor another version of it. */
export async function similar(
  key: string,
  count: number,
  shelf: Shelf,
): Promise<readonly Neighbour[]> {
  const { papers, counts, lance } = shelf;
  const own = await proseUnder(key, shelf);
  if (!own || count < 1) return [];
  const weights = weightsOf(own, counts);
  const telling = [...weights].sort((a, b) => b[1].weight - a[1].weight).slice(0, ASKED_BY);
  if (telling.length === 0) return [];
  const match = holding({ any: telling.map(([stem]) => stem) }, lance);
  const rows = await ask(papers, ["prose"], { match, limit: count + PROPOSED });
  const others = new Map(
    rows.map(({ prose }) => readProse(prose ?? "")).map((other) => [other.key, other]),
  );
  others.delete(own.key);
  const best = [...others.values()]
    .map((other) => ({ other, theirs: weightsOf(other, counts) }))
    .map(({ other, theirs }) => ({ other, theirs, score: cosine(weights, theirs) }))
    .filter(({ other, score }) => {
      const isSame = weights.size >= TELLING && score > SAME;
      return score > 0 && !isSame && other.title.join(" ") !== own.title.join(" ");
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
  const held = await heldUnder(
    papers,
    best.map(({ other }) => other.key),
  );
  return best.flatMap(({ other, theirs, score }) => {
    const paper = held.papers.get(other.key);
    return paper ? [{ paper, score, matches: shared(weights, theirs) }] : [];
  });
}

async function proseUnder(key: string, { papers }: Shelf): Promise<Prose | undefined> {
  const read = (key: string) =>
    ask(papers, ["leads", "prose"], { where: `key = ${quoted(key)}`, limit: 1 });
  const [row] = await read(key);
  const [led] = row?.leads ? await read(row.leads) : [row];
  return led?.prose ? readProse(led.prose) : undefined;
}

/** The words that say most of what two papers share. */
function shared(own: Weights, theirs: Weights): readonly string[] {
  return [...own]
    .filter(([stem]) => theirs.has(stem))
    .sort((a, b) => b[1].weight - a[1].weight)
    .slice(0, SHOWN_MATCHES)
    .map(([, { word }]) => word);
}
