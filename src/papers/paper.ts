import { createHash } from "node:crypto";

/** A research paper. All but key, title and abstract may be unknown. */
export type Paper = {
  /** `arxiv:2401.01234` without version, or `title:<hash>` until an id is known. */
  readonly key: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  /** ISO date: `2023-07-14`, or `2023-07` where only the month is known. */
  readonly published?: string;
  /** arXiv categories, the primary one first. */
  readonly categories?: readonly string[];
  /** Page of a paper without an arXiv id. */
  readonly url?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly code?: { readonly url: string; readonly stars?: number };
  readonly keywords?: readonly string[];
};

/** Addresses of a paper, each where it is known. */
export type Links = {
  readonly page?: string;
  readonly pdf?: string;
  readonly huggingface?: string;
  readonly code?: string;
};

/** Where a paper can be read, derived from its key. */
export function links({ key, url, code }: Paper): Links {
  const id = arxivId(key);
  return {
    ...(id ? { page: `https://arxiv.org/abs/${id}` } : url ? { page: url } : {}),
    ...(id && { pdf: `https://arxiv.org/pdf/${id}` }),
    ...(id && /^\d/.test(id) && { huggingface: `https://huggingface.co/papers/${id}` }),
    ...(code && { code: code.url }),
  };
}

/** The arXiv id in a key; undefined for a paper known by its title alone. */
export function arxivId(key: string): string | undefined {
  return key.startsWith("arxiv:") ? key.slice("arxiv:".length) : undefined;
}

/** The key of an arXiv id without version. */
export const arxivKey = (id: string): string => `arxiv:${id}`;

/** The key of a paper whose id is not known: a hash of its normalised title (96 bits, so no two titles meet). */
export function titleKey(title: string): string {
  const hash = createHash("sha256").update(normalised(title)).digest("hex").slice(0, 24);
  return `title:${hash}`;
}

/** A title without case, accents, punctuation and spacing: equal for spellings of one title. */
export function normalised(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
