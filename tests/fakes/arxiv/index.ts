import type { Answer } from "../http/send.ts";
import { type FakeServer, serve } from "../http/server.ts";
import { apiEntry, apiFeed, errorFeed, rssFeed, rssItem } from "./feeds.ts";

/** A paper as arXiv knows it; `type` is what its last announcement was. */
export type Submission = {
  readonly id: string;
  readonly version?: number;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  /** The primary one first. */
  readonly categories: readonly string[];
  /** ISO date of the first version. */
  readonly published: string;
  readonly type?: "new" | "cross" | "replace" | "replace-cross";
};

/** arXiv's API and announcements on one real socket. */
export type FakeArxiv = FakeServer & {
  /** For ARXIV_API_URL. */
  readonly apiUrl: string;
  /** For ARXIV_RSS_URL. */
  readonly rssUrl: string;
  /** What arXiv has; those with a `type` stand in the announcements of their categories. */
  put(submissions: readonly Submission[]): void;
  /** The next so many answers of the API are empty lists, as happens. */
  forget(times: number): void;
};

/** Starts it. */
export async function startArxiv(now: () => number): Promise<FakeArxiv> {
  let all: readonly Submission[] = [];
  let empty = 0;
  const api = (query: URLSearchParams): Answer => {
    const ids = query.get("id_list")?.split(",") ?? [];
    const bad = ids.find((id) => !/^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/.test(id));
    if (bad !== undefined) return atom(errorFeed(`incorrect id format for ${bad}`));
    const found = query.has("search_query")
      ? search(all, query)
      : all.filter((one) => ids.includes(one.id));
    const [start, most] = [Number(query.get("start") ?? 0), Number(query.get("max_results") ?? 10)];
    if (empty > 0) {
      empty -= 1;
      return atom(apiFeed([], found.length));
    }
    return atom(apiFeed(found.slice(start, start + most).map(apiEntry), found.length));
  };
  const server = await serve({
    now,
    answer: (url) => {
      if (url.pathname === "/api/query") return api(url.searchParams);
      const category = /^\/rss\/([\w.-]+)$/.exec(url.pathname)?.[1];
      if (category === undefined || !/^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(category))
        return { status: 404, type: "text/xml", body: "<error>no such feed</error>" };
      const items = all.filter(({ categories, type }) => type && categories.includes(category));
      return {
        status: 200,
        type: "application/rss+xml",
        body: rssFeed(category, items.map(rssItem)),
      };
    },
  });
  return {
    ...server,
    apiUrl: `${server.origin}/api/query`,
    rssUrl: `${server.origin}/rss`,
    put: (submissions) => {
      all = submissions;
    },
    forget: (times) => {
      empty = times;
    },
  };
}

function search(all: readonly Submission[], query: URLSearchParams): readonly Submission[] {
  const asked = query.get("search_query") ?? "";
  const categories = [...asked.matchAll(/cat:([\w.-]+)/g)].map(([, category]) => category);
  const [, from = "", to = "9"] = /submittedDate:\[(\d{12}) TO (\d{12})\]/.exec(asked) ?? [];
  return all
    .filter((one) => one.categories.some((category) => categories.includes(category)))
    .filter(({ published }) => {
      const at = `${published.replaceAll("-", "")}1200`;
      return at >= from && at <= to;
    })
    .toSorted((a, b) => (a.published < b.published ? -1 : 1));
}

function atom(body: string): Answer {
  return { status: 200, type: "application/atom+xml; charset=utf-8", body };
}
