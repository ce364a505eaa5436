import type { Found, SearchEngine } from "./engine.ts";
import { parseId } from "./ids.ts";
import { plain } from "./latex.ts";
import { merge } from "./merge.ts";
import { createMiniSearch } from "./minisearch.ts";
import { arxivId, arxivKey, normalised, type Paper, titleKey } from "./paper.ts";
import { type Hit, type Page, passes, type Query } from "./query.ts";
import { createTitles } from "./titles.ts";

/** What adding papers did; `replaced` maps a title key to the arXiv key that became known for it. */
export type Added = {
  readonly added: readonly Paper[];
  readonly changed: readonly Paper[];
  readonly replaced: ReadonlyMap<string, string>;
};

/** Every paper that is known, found by key, id, link, title or words. */
export type Catalogue = {
  add(papers: Iterable<Paper>): Added;
  /** By key; a title key still works when the paper's id became known. */
  get(key: string): Paper | undefined;
  /** By key, any id or link that `parseId` accepts, or title: exact, then the start of one title only, then a near miss. */
  resolve(text: string): Paper | undefined;
  search(query: Query): Page;
  similar(key: string, count: number): readonly Hit[];
  /** Papers with a title word or id that goes on from what is typed: newest and most upvoted first. */
  suggest(typed: string, count: number): readonly Paper[];
  /** The query with its misspelt words corrected; undefined when there is nothing to correct. */
  nearest(text: string): string | undefined;
  papers(): Iterable<Paper>;
  readonly size: number;
};

/** Papers on a page unless told. */
const PAGE_SIZE = 5;

/** An empty catalogue over an engine. */
export function createCatalogue(engine: SearchEngine = createMiniSearch()): Catalogue {
  const papers = new Map<string, Paper>();
  const byTitle = new Map<string, string>();
  const moved = new Map<string, string>();
  const titles = createTitles();
  const get = (key: string) => papers.get(moved.get(key) ?? key);

  /** A paper of the same key, or of the same title unless both have an id of their own: titles are no keys (notes: 241 are shared). */
  const known = (paper: Paper): Paper | undefined => {
    const same = get(paper.key);
    if (same) return same;
    const alike = papers.get(byTitle.get(normalised(paper.title)) ?? "");
    const bothKnown = alike && arxivId(alike.key) && arxivId(paper.key);
    return bothKnown ? undefined : alike;
  };

  const put = (paper: Paper, old: Paper | undefined): void => {
    if (old && old.key !== paper.key) {
      papers.delete(old.key);
      engine.remove([old.key]);
      titles.remove(old.key);
      moved.set(old.key, paper.key);
    }
    papers.set(paper.key, paper);
    byTitle.set(normalised(paper.title), paper.key);
    titles.add(paper);
    engine.add([paper]);
  };

  return {
    get,
    papers: () => papers.values(),
    get size() {
      return papers.size;
    },
    add(fresh) {
      const added: Paper[] = [];
      const changed: Paper[] = [];
      const replaced = new Map<string, string>();
      for (const paper of fresh) {
        const old = known(paper);
        const whole = old ? merge(old, paper) : paper;
        if (old && paper.key !== whole.key) replaced.set(paper.key, whole.key);
        if (whole === old) continue;
        if (old && old.key !== whole.key) replaced.set(old.key, whole.key);
        put(whole, old);
        (old ? changed : added).push(whole);
      }
      for (const [from, to] of replaced) moved.set(from, to);
      return { added, changed, replaced };
    },
    resolve(text) {
      const typed = text.trim().replace(/^["“](.*)["”]$/u, "$1");
      const id = parseId(typed);
      const exact = get(typed) ?? (id ? get(arxivKey(id)) : undefined) ?? get(titleKey(typed));
      return exact ?? papers.get(byTitle.get(normalised(typed)) ?? titles.near(typed) ?? "");
    },
    search: (query) => searchPage(query, engine, get, papers),
    similar: (key, count) =>
      engine.similar(moved.get(key) ?? key, count).flatMap(({ key: near, score, terms }) => {
        const paper = papers.get(near);
        return paper ? [{ paper, score, matches: written(paper, terms.slice(0, 3)) }] : [];
      }),
    suggest(typed, count) {
      const exact = get(arxivKey(parseId(typed) ?? ""));
      if (exact) return [exact];
      const start = typed.trim().match(/^(?:arxiv:)?(\d{4}(?:\.\d*)?)$/i)?.[1];
      if (start) return startingWith(arxivKey(start), papers, count);
      return titles.starting(typed, count).flatMap((key) => papers.get(key) ?? []);
    },
    nearest(text) {
      const { words } = engine.find(text);
      const read = corrected(text, words);
      return read === text ? undefined : read;
    },
  };
}

function searchPage(
  query: Query,
  engine: SearchEngine,
  get: (key: string) => Paper | undefined,
  papers: ReadonlyMap<string, Paper>,
): Page {
  const { words, scored } = engine.find(query.text);
  const id = parseId(query.text);
  const asked = id ? get(arxivKey(id)) : undefined;
  const title = normalised(query.text);
  const hits = scored.flatMap(({ key, score, terms }): Hit[] => {
    const paper = papers.get(key);
    if (!paper || !passes(paper, query)) return [];
    const matched = words.filter((word) => word.terms.some((term) => terms.includes(term)));
    if (query.every && matched.length < words.length) return [];
    const boost = titleBoost(normalised(paper.title), title);
    return [
      {
        paper,
        score: score * boost,
        matches: [...new Set(matched.map(({ read }) => read.toLowerCase()))],
      },
    ];
  });
  const found = asked && passes(asked, query) ? [{ paper: asked, score: 1, matches: [] }] : hits;
  const sorted = sort(found, query.sort);
  const { size = PAGE_SIZE } = query;
  const pages = Math.max(1, Math.ceil(sorted.length / size));
  const page = Math.min(Math.max(1, query.page ?? 1), pages);
  const instead = corrected(query.text, words);
  return {
    hits: sorted.slice((page - 1) * size, page * size),
    total: sorted.length,
    page,
    pages,
    ...(instead !== query.text && !asked && { instead }),
  };
}

/** Papers whose id goes on from what is typed, the newest first. */
function startingWith(
  start: string,
  papers: ReadonlyMap<string, Paper>,
  count: number,
): readonly Paper[] {
  return [...papers.values()]
    .filter(({ key }) => key.startsWith(start))
    .sort((a, b) => (a.key < b.key ? 1 : -1))
    .slice(0, count);
}

/** The exact title comes first, a title that holds the words as a phrase before the others. */
function titleBoost(title: string, asked: string): number {
  if (!asked) return 1;
  if (title === asked) return 10;
  return asked.includes(" ") && title.includes(asked) ? 1.5 : 1;
}

function sort(hits: readonly Hit[], by: Query["sort"] = "best"): readonly Hit[] {
  const best = (a: Hit, b: Hit) => b.score - a.score;
  const newest = (a: Hit, b: Hit) =>
    (b.paper.published ?? "").localeCompare(a.paper.published ?? "") || best(a, b);
  const upvotes = (a: Hit, b: Hit) =>
    (b.paper.upvotes ?? -1) - (a.paper.upvotes ?? -1) || best(a, b);
  return [...hits].sort({ best, newest, upvotes }[by]);
}

/** The query with each corrected word in the place of the misspelt one. */
function corrected(text: string, words: Found["words"]): string {
  return words.reduce(
    (query, { typed, read }) => (typed === read ? query : query.replace(typed, read)),
    text,
  );
}

/** Words of a paper's own title or abstract that stand behind index terms, for “shares: …”. */
function written(paper: Paper, terms: readonly string[]): readonly string[] {
  const words = `${plain(paper.title)} ${plain(paper.abstract)}`
    .toLowerCase()
    .match(/\p{L}[\p{L}\p{N}]+/gu);
  return terms.flatMap((term) => words?.find((word) => word.startsWith(term)) ?? []);
}
