import { z } from "zod";
import { parseId } from "../ids.ts";
import { arxivKey, type Paper, titleKey } from "../paper.ts";

/** A string with its white space collapsed; anything else, and an empty one, counts as not given. */
const words = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim() || undefined)
  .optional()
  .catch(undefined);

const count = z.number().int().nonnegative().optional().catch(undefined);

const author = z.union([
  z.string(),
  z.looseObject({ name: z.string(), hidden: z.boolean().optional().catch(undefined) }),
]);

/** A field that is a list of strings, with what is none of them left out. */
const list = z
  .array(z.unknown())
  .transform((all) => all.filter((one): one is string => typeof one === "string"))
  .optional()
  .catch(undefined);

/** Records of ours, of Hugging Face's API and of arXiv dumps; fields come and go, so nothing but a title is required. */
const record = z.looseObject({
  title: words,
  abstract: words,
  summary: words,
  text: words,
  key: words,
  id: words,
  arxivId: words,
  url: words,
  published: words,
  publishedAt: words,
  authors: z.array(z.unknown()).optional().catch(undefined),
  categories: list,
  keywords: list,
  ai_keywords: list,
  upvotes: count,
  comments: count,
  numComments: count,
  githubRepo: words,
  githubStars: count,
});

/** Reads one record of any of the known shapes, or says why it is no paper. */
export function readRecord(raw: unknown): Paper | { readonly reason: string } {
  const read = record.safeParse(raw);
  if (!read.success) return { reason: "it is no JSON object" };
  const { title, abstract, summary, text, published, publishedAt, url, ...rest } = read.data;
  if (!title) return { reason: "it has no title" };
  const id = [rest.arxivId, rest.id, rest.key, url].flatMap(
    (one) => (one && parseId(one)) || [],
  )[0];
  const authors = (rest.authors ?? []).flatMap(nameOf);
  const date = dateOf(published ?? publishedAt);
  const keywords = rest.keywords ?? rest.ai_keywords;
  const comments = rest.comments ?? rest.numComments;
  return {
    key: id ? arxivKey(id) : titleKey(title),
    title,
    abstract: abstract ?? summary ?? text ?? "",
    ...(authors.length > 0 && { authors }),
    ...(date && { published: date }),
    ...(rest.categories?.length && { categories: rest.categories }),
    ...(url && !id && /^https?:\/\//.test(url) && { url }),
    ...(rest.upvotes !== undefined && { upvotes: rest.upvotes }),
    ...(comments !== undefined && { comments }),
    ...codeOf(rest.githubRepo, rest.githubStars),
    ...(keywords?.length && { keywords }),
  };
}

/** An author's name; hidden ones asked not to be shown. */
function nameOf(raw: unknown): string[] {
  const read = author.safeParse(raw);
  if (!read.success) return [];
  if (typeof read.data !== "string" && read.data.hidden) return [];
  const name = typeof read.data === "string" ? read.data : read.data.name;
  return name.trim() ? [name.replace(/\s+/g, " ").trim()] : [];
}

function dateOf(text: string | undefined): string | undefined {
  return text?.match(/^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?/)?.[0];
}

function codeOf(url: string | undefined, stars: number | undefined): Pick<Paper, "code"> {
  if (!url || !/^https?:\/\//.test(url)) return {};
  return { code: { url, ...(stars !== undefined && { stars }) } };
}
