import { findIds, parseId } from "./ids.ts";
import { merge } from "./merge.ts";
import type { Paper } from "./paper.ts";
import { createTitles } from "./titles.ts";
import { createTrendShelf, type TrendShelf } from "./trend-shelf.ts";

/**
 * What became of one paper that was added; `replaced` is the title key that leads to its arXiv key from
 * now on, whichever of the two records came first.
 */
type Arrival = {
  readonly kind: "added" | "changed" | "known";
  readonly paper: Paper;
  readonly replaced?: string;
};

/** Papers by what identifies them, each held once however often and under whatever key it comes. */
export type Collection = {
  add(paper: Paper): Arrival;
  /** Takes a paper as it is, joined with none: one of several that were held together before. */
  put(paper: Paper): void;
  /** By key, a replaced one too. */
  get(key: string): Paper | undefined;
  /** By a title that is the same but for case, accents, punctuation and LaTeX; the most upvoted of several. */
  titled(title: string): Paper | undefined;
  /** By key, id, link or title; see Catalogue. */
  resolve(text: string): Paper | undefined;
  papers(): Iterable<Paper>;
  /** The same papers as a trend looks for them. */
  readonly shelf: TrendShelf;
  /** Keys that were replaced, each with the one that it leads to. */
  replaced(): Iterable<readonly [from: string, to: string]>;
  /** From now on the first key leads to the paper of the second one. */
  lead(from: string, to: string): void;
  readonly size: number;
  readonly newest: string | undefined;
};

/** Papers as they are held elsewhere, and which keys lead to which others. */
type Held = {
  readonly papers: Iterable<Paper>;
  readonly replaced: Iterable<readonly [from: string, to: string]>;
};

/** A collection, empty or of papers that are taken as they are, none joined with another. */
export function createCollection(held: Held = { papers: [], replaced: [] }): Collection {
  const papers = new Map<string, Paper>();
  const replaced = new Map<string, string>(held.replaced);
  const titles = createTitles();
  const shelf = createTrendShelf();
  let newest: string | undefined;
  const hold = (paper: Paper) => {
    papers.set(paper.key, paper);
    shelf.put(paper);
    titles.add(paper.key, paper.title);
    if (paper.published && paper.published > (newest ?? "")) newest = paper.published;
  };
  for (const paper of held.papers) hold(paper);

  const get = (key: string) => papers.get(replaced.get(key) ?? key);
  const titled = (title: string) =>
    titles
      .exact(title)
      .flatMap((key) => papers.get(key) ?? [])
      .sort((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))[0];
  const add = (fresh: Paper): Arrival => {
    const old = get(fresh.key) ?? papers.get(counterpart(fresh, titles.exact(fresh.title)) ?? "");
    const joined = old ? merge(old, fresh) : fresh;
    // A new title may be the one by which alone the paper was known until now.
    const twin = old && papers.get(counterpart(joined, titles.exact(joined.title)) ?? "");
    const paper = twin && twin !== old ? merge(twin, joined) : joined;
    const gone = [old?.key, twin?.key, fresh.key].find(
      (key) => key !== undefined && key !== paper.key && replaced.get(key) !== paper.key,
    );
    if (gone !== undefined) replaced.set(gone, paper.key);
    const led = gone === undefined ? {} : { replaced: gone };
    if (paper === old) return { kind: "known", paper, ...led };
    for (const key of [old?.key, twin?.key]) {
      if (key === undefined || key === paper.key) continue;
      papers.delete(key);
      titles.remove(key);
      shelf.take(key);
    }
    hold(paper);
    return { kind: old ? "changed" : "added", paper, ...led };
  };
  return {
    add,
    put: hold,
    get,
    titled,
    resolve: (text) => {
      const wanted = text.trim();
      const id = parseId(wanted);
      if (id !== undefined) return get(`arxiv:${id}`);
      const exact = get(wanted) ?? atPage(papers, wanted) ?? titled(wanted);
      return exact ?? onlyOne(wanted, get) ?? get(titles.near(wanted) ?? "");
    },
    papers: () => papers.values(),
    shelf,
    replaced: () => replaced,
    lead: (from, to) => {
      replaced.set(from, to);
    },
    get size() {
      return papers.size;
    },
    get newest() {
      return newest;
    },
  };
}

/**
 * The paper that the same title stands for when one of the two records has no arXiv id. Two ids are two
 * papers, whatever their titles; and a title under several ids stands for none of them.
 */
function counterpart(fresh: Paper, sameTitle: readonly string[]): string | undefined {
  const others = sameTitle.filter(
    (key) => key.startsWith("arxiv:") !== fresh.key.startsWith("arxiv:"),
  );
  return others.length === 1 ? others[0] : undefined;
}

/** The paper of the one id or link among other words: `arXiv:2402.02005v1 [cs.LG] 3 Feb 2024`. */
function onlyOne(text: string, get: (key: string) => Paper | undefined): Paper | undefined {
  const [id, another] = findIds(text.slice(0, LONGEST));
  return id !== undefined && another === undefined ? get(`arxiv:${id}`) : undefined;
}

/** Characters of a text that are looked through for an id. */
const LONGEST = 1000;

function atPage(papers: ReadonlyMap<string, Paper>, text: string): Paper | undefined {
  const url = text.replace(/^<([^|>]*)(?:\|[^>]*)?>$/, "$1");
  if (!/^https?:/.test(url)) return undefined;
  return papers.values().find((paper) => paper.url === url);
}
