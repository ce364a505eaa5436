import { arxivId, type Paper } from "./paper.ts";

/**
 * Two records of one paper as one. The arXiv key beats the title key; fresh counts, code and title
 * win; the longer abstract and the more exact date stay; a list is never emptied.
 * Returns `old` itself when nothing changed.
 */
export function merge(old: Paper, fresh: Paper): Paper {
  const merged: Paper = {
    ...old,
    ...fresh,
    key: arxivId(old.key) === undefined ? fresh.key : old.key,
    title: fresh.title || old.title,
    abstract: fresh.abstract.length > old.abstract.length ? fresh.abstract : old.abstract,
    ...pick("published", moreExact(old.published, fresh.published)),
    ...pick("authors", fuller(old.authors, fresh.authors)),
    ...pick("categories", fuller(old.categories, fresh.categories)),
    ...pick("keywords", fuller(old.keywords, fresh.keywords)),
  };
  return same(old, merged) ? old : merged;
}

function pick<K extends keyof Paper>(name: K, value: Paper[K] | undefined): Partial<Paper> {
  return value === undefined ? {} : { [name]: value };
}

/** The day beats the month it lies in; otherwise what is fresh wins. */
function moreExact(old: string | undefined, fresh: string | undefined): string | undefined {
  if (!fresh || old?.startsWith(fresh)) return old;
  return fresh;
}

function fuller(
  old: readonly string[] | undefined,
  fresh: readonly string[] | undefined,
): readonly string[] | undefined {
  return fresh?.length ? fresh : old;
}

function same(a: Paper, b: Paper): boolean {
  const sorted = (paper: Paper) =>
    JSON.stringify(Object.entries(paper).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
