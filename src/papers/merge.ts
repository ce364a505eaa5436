import { isDeepStrictEqual } from "node:util";
import { normalTitle, type Paper } from "./paper.ts";
import { present } from "./present.ts";

/**
 * One paper out of two records of it, field by field:
 * - key: an arXiv key beats a title key, otherwise the old one stays;
 * - title: the fresh one, unless it differs only in case, punctuation or LaTeX;
 * - abstract: the longer one, since some sources cut it;
 * - authors, categories, keywords: the longer list, so that a list is never cut or emptied;
 * - published: a day beats a month, then the earlier date, which is the first version's;
 * - daily: the first list that it stood on;
 * - upvotes, comments, code and its stars: those that were counted later, and fresh ones where nobody said
 *   when; numbers without a time never replace those with one, so that an old file takes nothing back;
 * - url: the fresh one when there is one.
 * Answers `old` itself when nothing changed; merging the same record twice changes nothing more.
 */
export function merge(old: Paper, fresh: Paper): Paper {
  const [earlier, later] = isOlder(fresh, old) ? [fresh, old] : [old, fresh];
  const merged: Paper = present({
    key: fresh.key.startsWith("arxiv:") && !old.key.startsWith("arxiv:") ? fresh.key : old.key,
    title: isSameTitle(old.title, fresh.title) ? old.title : fresh.title,
    abstract: fresh.abstract.length > old.abstract.length ? fresh.abstract : old.abstract,
    authors: longer(old.authors, fresh.authors),
    published: firstDate(old.published, fresh.published),
    daily: firstDate(old.daily, fresh.daily),
    categories: longer(old.categories, fresh.categories),
    url: fresh.url ?? old.url,
    upvotes: later.upvotes ?? earlier.upvotes,
    comments: later.comments ?? earlier.comments,
    countedAt: later.countedAt,
    code: mergeCode(earlier.code, later.code),
    keywords: longer(old.keywords, fresh.keywords),
  });
  return isDeepStrictEqual({ ...merged }, { ...old }) ? old : merged;
}

/** Whether what `a` counts is of before what `b` counts. */
function isOlder(a: Paper, b: Paper): boolean {
  return b.countedAt !== undefined && (a.countedAt ?? Number.NEGATIVE_INFINITY) < b.countedAt;
}

function isSameTitle(a: string, b: string): boolean {
  return a === b || normalTitle(a) === normalTitle(b);
}

function longer<T>(
  old: readonly T[] | undefined,
  fresh: readonly T[] | undefined,
): readonly T[] | undefined {
  if (old === undefined || fresh === undefined) return old ?? fresh;
  return fresh.length > old.length ? fresh : old;
}

function firstDate(old: string | undefined, fresh: string | undefined): string | undefined {
  if (old === undefined || fresh === undefined) return old ?? fresh;
  if (old.length !== fresh.length) return old.length > fresh.length ? old : fresh;
  return fresh < old ? fresh : old;
}

function mergeCode(old: Paper["code"], fresh: Paper["code"]): Paper["code"] {
  if (old === undefined || fresh === undefined) return fresh ?? old;
  // Stars belong to one repository: they are not carried over to another.
  const stars = fresh.stars ?? (fresh.url === old.url ? old.stars : undefined);
  return present({ url: fresh.url, stars });
}
