import { parseId } from "../ids.ts";
import { type Paper, titleKey } from "../paper.ts";
import { present } from "../present.ts";

/** Every name under which a field is looked for; others are passed over. */
type Fields = Readonly<
  Partial<
    Record<
      | "paper"
      | "title"
      | "abstract"
      | "summary"
      | "text"
      | "authors"
      | "name"
      | "hidden"
      | "published"
      | "publishedAt"
      | "date"
      | "daily"
      | "dailyDate"
      | "submittedOnDailyAt"
      | "categories"
      | "url"
      | "link"
      | "upvotes"
      | "upvotesAt"
      | "countedAt"
      | "comments"
      | "numComments"
      | "code"
      | "stars"
      | "githubRepo"
      | "githubStars"
      | "keywords"
      | "ai_keywords"
      | "arxivId"
      | "arxiv_id"
      | "id"
      | "key",
      unknown
    >
  >
>;

/**
 * A paper from somebody's record of it, or the reason why it is none.
 * Takes the fields of Paper and the names that Hugging Face, arXiv and our own files use for them;
 * a field that cannot be read is left out, a field that is not known is passed over, and only a title is required.
 */
export function readPaper(raw: unknown): Paper | { readonly reason: string } {
  if (!isFields(raw)) return { reason: "not an object" };
  // An entry of Hugging Face's daily list wraps the paper and keeps the number of comments outside.
  const fields: Fields = isFields(raw.paper) ? { ...raw, ...raw.paper } : raw;
  const title = line(fields.title);
  if (title === undefined) return { reason: "no title" };
  const id = readId(fields);
  const upvotes = readCount(fields.upvotes);
  return present({
    key: id === undefined ? titleKey(title) : `arxiv:${id}`,
    title,
    abstract: line(fields.abstract ?? fields.summary ?? fields.text) ?? "",
    authors: readAuthors(fields.authors),
    published: readDate(fields.published ?? fields.publishedAt ?? fields.date) ?? monthOf(id),
    daily: readDay(fields.daily ?? fields.dailyDate ?? fields.submittedOnDailyAt),
    categories: readList(fields.categories, /[\s,;]+/),
    url: id === undefined ? readUrl(fields.url ?? fields.link) : undefined,
    upvotes,
    comments: readCount(fields.comments ?? fields.numComments),
    countedAt:
      upvotes === undefined ? undefined : readInstant(fields.countedAt ?? fields.upvotesAt),
    code: readCode(fields),
    keywords: readList(fields.keywords ?? fields.ai_keywords, /\s*[,;]\s*/),
  });
}

function isFields(raw: unknown): raw is Fields {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** A text on one line, undefined when there is nothing in it. */
function line(raw: unknown): string | undefined {
  return typeof raw === "string" ? raw.trim().replace(/\s+/g, " ") || undefined : undefined;
}

function readId(fields: Fields): string | undefined {
  for (const name of ["arxivId", "arxiv_id", "id", "key", "url", "link"] as const) {
    const raw = fields[name];
    const text = typeof raw === "number" || typeof raw === "string" ? String(raw) : "";
    const id = parseId(text) ?? (name === "url" ? undefined : restoreZeros(raw));
    if (id !== undefined) return id;
  }
  return undefined;
}

/**
 * An id that lost zeros on its way through a number: JSON numbers and fractions that begin with 0 lost
 * those at the end (2503.0213 → 2503.02130); other strings lost those after the dot, as Hugging Face's
 * search does it (2406.105 → 2406.00105).
 */
function restoreZeros(raw: unknown): string | undefined {
  const [, whole = "", fraction = ""] = /^(\d{3,4})(?:\.(\d+))?$/.exec(String(raw)) ?? [];
  if (whole === "") return undefined;
  const digits = Number(whole) < 1501 ? 4 : 5;
  const atEnd = typeof raw === "number" || fraction.startsWith("0");
  // Seven digits or more are the noise of a float: 1802.0444300000001 was 1802.04443.
  const number =
    fraction.length > digits
      ? Number(`0.${fraction}`).toFixed(digits).slice(2)
      : atEnd
        ? fraction.padEnd(digits, "0")
        : fraction.padStart(digits, "0");
  return fraction === "" ? undefined : parseId(`${whole.padStart(4, "0")}.${number}`);
}

function readAuthors(raw: unknown): readonly string[] | undefined {
  if (!Array.isArray(raw)) return readList(raw, /\s*(?:[,;]|\band\b)\s*/);
  const names = raw
    .filter((author) => !(isFields(author) && author.hidden === true))
    .map((author: unknown) => line(isFields(author) ? author.name : author));
  return filled(names);
}

function readList(raw: unknown, separator: RegExp): readonly string[] | undefined {
  if (typeof raw === "string") return filled(raw.split(separator).map(line));
  return Array.isArray(raw) ? filled(raw.map(line)) : undefined;
}

function filled(items: readonly (string | undefined)[]): readonly string[] | undefined {
  const kept = [...new Set(items.filter((item) => item !== undefined))];
  return kept.length > 0 ? kept : undefined;
}

/** The day or month at the front of an ISO date; a year alone says too little to sort by. */
function readDate(raw: unknown): string | undefined {
  if (typeof raw !== "string") return undefined;
  const match = /^\s*(\d{4}-(?:0[1-9]|1[0-2]))(-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])/.exec(raw);
  return match ? `${match[1]}${match[2] ?? ""}` : undefined;
}

/** The day of a list: a month is none. Papers stand on the list of the UTC date at which they were submitted to it. */
function readDay(raw: unknown): string | undefined {
  const date = readDate(raw);
  return date?.length === 10 ? date : undefined;
}

/** The month in which arXiv gave out an id. */
function monthOf(id: string | undefined): string | undefined {
  const [, year, month] = /(?:^|\/)(\d{2})(\d{2})[.\d]/.exec(id ?? "") ?? [];
  if (year === undefined) return undefined;
  return `${Number(year) > 90 ? "19" : "20"}${year}-${month}`;
}

function readCount(raw: unknown): number | undefined {
  return typeof raw === "number" && Number.isFinite(raw) && raw >= 0 ? Math.floor(raw) : undefined;
}

/** An instant with its time of day, in epoch milliseconds: a number of those, or ISO text with its zone. */
function readInstant(raw: unknown): number | undefined {
  const isText = typeof raw === "string" && /^\d{4}-\d\d-\d\dT\S+(?:Z|[+-]\d\d:?\d\d)$/.test(raw);
  const at = isText ? Date.parse(raw) : raw;
  return typeof at === "number" && Number.isSafeInteger(at) && at >= 0 ? at : undefined;
}

function readUrl(raw: unknown): string | undefined {
  const url = line(raw);
  return url !== undefined && /^https?:\/\/[^\s<>"]+$/i.test(url) ? url : undefined;
}

function readCode(fields: Fields): Paper["code"] {
  const code: Fields = isFields(fields.code) ? fields.code : {};
  const url = readUrl(code.url ?? fields.githubRepo);
  if (url === undefined) return undefined;
  return present({ url, stars: readCount(code.stars ?? fields.githubStars) });
}
