import type { Feed, FeedEntry } from "#cards";
import { entryHtml, instantOf } from "./feed-entry.ts";
import { feedId } from "./feed-id.ts";
import { literal } from "./literal.ts";

/** A feed, and where and since when it can be read as it is. */
export type Published = {
  readonly feed: Feed;
  /** What tells this feed from the others. */
  readonly name: string;
  /** The addresses of its two forms, absolute. */
  readonly atom: string;
  readonly json: string;
  /** When it last changed, in epoch milliseconds. */
  readonly updated: number;
};

/** Of a paper whose date nobody knows: the same at every look, or readers would be told of it again and again. */
const UNDATED = "1970-01-01T00:00:00Z";

/** A feed as Atom (RFC 4287). */
export function atomOf({ feed, name, atom, json, updated }: Published): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    tag("id", feedId(name)),
    tag("title", feed.title),
    tag("subtitle", feed.about),
    tag("updated", new Date(updated).toISOString()),
    link("self", "application/atom+xml", atom),
    link("alternate", "application/feed+json", json),
    "<author><name>Paperboy</name></author>",
    tag("generator", "Paperboy"),
    ...feed.entries.map(entry),
    "</feed>",
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

function entry(paper: FeedEntry): string {
  const { key, title, url, pdf, authors, published, categories, why } = paper;
  const at = instantOf(published);
  const lines = [
    "<entry>",
    tag("id", feedId(key)),
    tag("title", title || key),
    url ? link("alternate", "text/html", url) : "",
    pdf ? link("related", "application/pdf", pdf) : "",
    ...authors.map((author) => `<author>${tag("name", author)}</author>`),
    at ? tag("published", at) : "",
    tag("updated", at ?? UNDATED),
    ...categories.map((term) => `<category term="${literal(term)}"/>`),
    why ? tag("summary", why) : "",
    `<content type="html">${literal(entryHtml(paper))}</content>`,
    "</entry>",
  ];
  return lines.filter(Boolean).join("\n");
}

function tag(name: string, text: string): string {
  return `<${name}>${literal(text)}</${name}>`;
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${literal(href)}"/>`;
}
