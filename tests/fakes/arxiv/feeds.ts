import type { Submission } from "./index.ts";

/** An entry of the API's Atom, hard-wrapped as arXiv does. */
export function apiEntry(of: Submission): string {
  const { id, version = 1, title, abstract, authors, categories, published } = of;
  const primary = categories[0] ?? "";
  return `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <updated>2026-11-20T17:59:59Z</updated>
    <published>${published}T17:59:59Z</published>
    <title>${escaped(wrapped(title))}</title>
    <summary>  ${escaped(wrapped(abstract))}
</summary>
${authors.map((name) => `    <author>\n      <name>${escaped(name)}</name>\n    </author>`).join("\n")}
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages</arxiv:comment>
    <link href="http://arxiv.org/abs/${id}v${version}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/${id}v${version}" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="${primary}" scheme="http://arxiv.org/schemas/atom"/>
${categories.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`).join("\n")}
  </entry>`;
}

/** An answer of the API. */
export function apiFeed(entries: readonly string[], total: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=10</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2026-11-24T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${total}</opensearch:totalResults>
  <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">0</opensearch:startIndex>
${entries.join("\n")}
</feed>
`;
}

/** An error of the API: a feed of one entry, answered with status 200. */
export function errorFeed(why: string): string {
  return apiFeed(
    [
      `  <entry>
    <id>http://arxiv.org/api/errors#${why.replaceAll(" ", "_")}</id>
    <title>Error</title>
    <summary>${escaped(why)}</summary>
    <updated>2026-11-24T00:00:00-05:00</updated>
    <link href="http://arxiv.org/api/errors#x" rel="alternate" type="text/html"/>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>`,
    ],
    1,
  );
}

/** An item of an announcement. */
export function rssItem(of: Submission): string {
  const { id, version = 1, title, abstract, authors, categories, type = "new" } = of;
  return `    <item>
      <title>${escaped(title)}</title>
      <link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v${version} Announce Type: ${type} 
Abstract: ${escaped(abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v${version}</guid>
${categories.map((category) => `      <category>${category}</category>`).join("\n")}
      <pubDate>Tue, 24 Nov 2026 00:00:00 -0500</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
      <dc:creator>${escaped(authors.join(", "))}</dc:creator>
    </item>`;
}

/** The announcement of a category. */
export function rssFeed(category: string, items: readonly string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>${category} updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/${category}</link>
    <description>${category} updates on the arXiv.org e-print archive.</description>
    <atom:link href="http://rss.arxiv.org/rss/${category}" rel="self" type="application/rss+xml"/>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <language>en-us</language>
    <lastBuildDate>Tue, 24 Nov 2026 05:00:04 +0000</lastBuildDate>
    <skipDays>
      <day>Sunday</day>
      <day>Saturday</day>
    </skipDays>
${items.join("\n")}
  </channel>
</rss>
`;
}

function wrapped(text: string): string {
  return text.replace(/(.{20,}?) /g, "$1\n  ");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
