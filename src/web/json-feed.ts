import { clean } from "#chat";
import type { Published } from "./atom.ts";
import { entryHtml, instantOf } from "./feed-entry.ts";
import { feedId } from "./feed-id.ts";

/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeedOf({ feed, json }: Published): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: clean(feed.title),
    description: clean(feed.about),
    feed_url: json,
    language: "en",
    authors: [{ name: "Paperboy" }],
    items: feed.entries.map((paper) => {
      const { key, title, url, authors, published, categories, why } = paper;
      const at = instantOf(published);
      return {
        id: feedId(key),
        ...(url && { url }),
        title: clean(title) || key,
        content_html: entryHtml(paper),
        ...(why && { summary: clean(why) }),
        ...(at && { date_published: at }),
        ...(authors.length > 0 && { authors: authors.map((name) => ({ name: clean(name) })) }),
        ...(categories.length > 0 && { tags: categories.map(clean) }),
      };
    }),
  });
}
