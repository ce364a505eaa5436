import { listedAt } from "./looks.ts";
import type { Paper } from "./paper.ts";

/** Papers that came out at the same date and stood on the same daily list, or on none. */
type Group = {
  readonly daily?: string;
  readonly published: string;
  /** When that list began, or else that date, in epoch milliseconds; NaN for no date. */
  readonly began: number;
  readonly papers: ReadonlySet<Paper>;
};

/** Papers as a trend looks for them: a few by their dates, instead of all. */
export type TrendShelf = {
  get(key: string): Paper | undefined;
  groups(): Iterable<Group>;
  /** Those whose upvotes are known. */
  counted(): Iterable<Paper>;
};

/** A shelf that papers are put on and taken from. */
export type OpenShelf = TrendShelf & { put(paper: Paper): void; take(key: string): void };

/** An empty shelf. */
export function createTrendShelf(): OpenShelf {
  const papers = new Map<string, Paper>();
  const groups = new Map<string, Group & { readonly papers: Set<Paper> }>();
  const counted = new Set<Paper>();
  const take = (key: string) => {
    const paper = papers.get(key);
    if (!paper) return;
    papers.delete(key);
    counted.delete(paper);
    const group = groups.get(nameOf(paper));
    group?.papers.delete(paper);
    if (group?.papers.size === 0) groups.delete(nameOf(paper));
  };
  return {
    get: (key) => papers.get(key),
    groups: () => groups.values(),
    counted: () => counted,
    take,
    put: (paper) => {
      take(paper.key);
      papers.set(paper.key, paper);
      if (paper.upvotes !== undefined) counted.add(paper);
      const { daily, published = "" } = paper;
      const group = groups.get(nameOf(paper)) ?? {
        ...{ published, began: listedAt(paper), papers: new Set<Paper>() },
        ...(daily !== undefined && { daily }),
      };
      group.papers.add(paper);
      groups.set(nameOf(paper), group);
    },
  };
}

/** A shelf of these papers. */
export function shelfOf(papers: Iterable<Paper>): TrendShelf {
  const shelf = createTrendShelf();
  for (const paper of papers) shelf.put(paper);
  return shelf;
}

function nameOf({ daily, published = "" }: Paper): string {
  return daily === undefined ? published : `${published} on ${daily}`;
}
