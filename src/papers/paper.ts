import { createHash } from "node:crypto";
import { plain } from "./latex.ts";
import { present } from "./present.ts";
import { words } from "./words.ts";

/** One research paper as the whole house knows it; only key, title and abstract are certain. */
export type Paper = {
  /** `arxiv:2401.01234` (no version), `arxiv:math/0211159`, or `title:<hash>` until an id is known. */
  readonly key: string;
  /** As the source wrote it, LaTeX included, with whitespace collapsed. */
  readonly title: string;
  /** Empty when the source had none. */
  readonly abstract: string;
  readonly authors?: readonly string[];
  /** ISO date, `2023-07-14`, or `2023-07` when only the month is known. */
  readonly published?: string;
  /** Day of the Hugging Face daily list that it stood on, an ISO date. */
  readonly daily?: string;
  /** arXiv classes such as `cs.LG`, the primary one first. */
  readonly categories?: readonly string[];
  /** Page of a paper without an arXiv id. */
  readonly url?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  /** When upvotes, comments and stars were counted, in epoch milliseconds; absent when nobody said. */
  readonly countedAt?: number;
  readonly code?: { readonly url: string; readonly stars?: number };
  readonly keywords?: readonly string[];
};

/** Where a paper can be read. */
export type Links = {
  readonly page?: string;
  readonly pdf?: string;
  readonly huggingface?: string;
  readonly code?: string;
};

/** The links of a paper, made from its key, url and code; arXiv is linked by its abstract page, as its terms ask. */
export function links(paper: Paper): Links {
  const id = paper.key.startsWith("arxiv:") ? paper.key.slice("arxiv:".length) : undefined;
  return present({
    page: id ? `https://arxiv.org/abs/${id}` : paper.url,
    pdf: id ? `https://arxiv.org/pdf/${id}` : undefined,
    // Hugging Face has no pages for the old style of id, which holds a slash.
    huggingface: id && !id.includes("/") ? `https://huggingface.co/papers/${id}` : undefined,
    code: paper.code?.url,
  });
}

/** The key of a paper whose id is not known: the same for any case, accents, punctuation and LaTeX of its title. */
export function titleKey(title: string): string {
  const normal = normalTitle(title);
  return `title:${createHash("sha256").update(normal).digest("hex").slice(0, 16)}`;
}

/** A title reduced to its words, so that two spellings of the same title compare equal. */
export function normalTitle(title: string): string {
  return words(plain(title)).join(" ") || title.trim();
}
