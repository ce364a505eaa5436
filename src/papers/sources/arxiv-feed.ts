import { SourceError } from "../fetch/source-error.ts";
import { childText, type Element, elements } from "./xml.ts";

/** A record of a paper as a feed had it, for `readPaper`. */
export type FeedRecord = {
  readonly id: string;
  readonly title: string | undefined;
  readonly abstract: string | undefined;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly published?: string | undefined;
};

/** What one answer of the API held, and how much there is in all. */
export type FeedPage = { readonly records: readonly FeedRecord[]; readonly total: number };

/**
 * An answer of arXiv's API, which is an Atom feed also when it is an error.
 * @throws SourceError with arXiv's own words for a feed that is an error
 */
export function readApiFeed(text: string): FeedPage {
  let total = 0;
  const records: FeedRecord[] = [];
  for (const element of elements(text, ["entry", "totalResults"])) {
    if (element.name === "totalResults") {
      total = Number(element.text) || 0;
      continue;
    }
    const id = childText(element, "id") ?? "";
    if (id.includes("/api/errors")) {
      const why = line(childText(element, "summary") ?? "").slice(0, 200);
      throw new SourceError("refused", `arXiv refused the question${why && ` (${why})`}.`);
    }
    records.push({
      id,
      title: childText(element, "title"),
      abstract: childText(element, "summary"),
      authors: all(element, "author").flatMap((author) => childText(author, "name") ?? []),
      categories: termsOf(element),
      published: childText(element, "published"),
    });
  }
  return { records, total };
}

/**
 * The papers of an announcement (RSS or Atom) that are new, in this category or at all; new versions
 * of old papers, which are most of many a feed, are none.
 */
export function readAnnouncement(text: string): readonly FeedRecord[] {
  const records = [...elements(text, ["item", "entry"])].map((item) => {
    const words = childText(item, "description") ?? childText(item, "summary") ?? "";
    const [, id, version] = /arXiv:(\S+?)(?:v(\d+))?\s/i.exec(words) ?? [];
    const type = childText(item, "announce_type") ?? /Announce Type:\s*(\S+)/i.exec(words)?.[1];
    const isNew =
      type === undefined ? Number(version ?? 1) === 1 : /^\s*(?:new|cross)\s*$/i.test(type);
    const record: FeedRecord = {
      id: id ?? childText(item, "guid") ?? linkOf(item),
      title: childText(item, "title")?.replace(/\s*\(arXiv:\S+ \[[^\]]*\][^)]*\)\s*$/, ""),
      abstract: words.replace(/^[\s\S]*?\bAbstract:\s*/, "").replace(/<\/?p>/g, " "),
      authors: all(item, "creator").flatMap(namesIn),
      categories: all(item, "category").map((one) => one.attributes.get("term") ?? one.text),
    };
    return isNew ? [record] : [];
  });
  return records.flat();
}

function all(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

/** The primary category first. */
function termsOf(entry: Element): readonly string[] {
  return [...all(entry, "primary_category"), ...all(entry, "category")].flatMap(
    ({ attributes }) => attributes.get("term") ?? [],
  );
}

function linkOf(item: Element): string {
  const [link] = all(item, "link");
  return link?.attributes.get("href") ?? link?.text ?? childText(item, "id") ?? "";
}

function namesIn({ text }: Element): readonly string[] {
  return text
    .replace(/<[^<>]*>/g, "")
    .split(/\s*[,\n]\s*/)
    .filter((name) => name.trim() !== "");
}

function line(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
