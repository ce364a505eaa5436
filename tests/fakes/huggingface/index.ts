import type { Answer } from "../http/send.ts";
import { type FakeServer, serve } from "../http/server.ts";

/** An entry of a daily list as the API has it; anything may be in it. */
export type Entry = {
  readonly paper: {
    readonly id: unknown;
    readonly title?: unknown;
    readonly upvotes?: number;
    readonly [more: string]: unknown;
  };
  readonly [more: string]: unknown;
};

/** Hugging Face's papers API on a real socket. */
export type FakeHuggingFace = FakeServer & {
  /** Base of the API, for HF_API_URL. */
  readonly apiUrl: string;
  /** Sets the list of a day. */
  put(day: string, entries: readonly Entry[]): void;
  /** So many requests are left, for so many seconds, by the headers; none left is a 429. */
  limit(left: number, seconds: number): void;
};

/** Starts it; `now` decides which day is today, which days lie ahead and are refused. */
export async function startHuggingFace(now: () => number): Promise<FakeHuggingFace> {
  const days = new Map<string, readonly Entry[]>();
  let limits: { left: number; seconds: number } | undefined;
  const server = await serve({
    now,
    answer: (url) => {
      const answer = route(url, days, now());
      return limits ? { ...answer, headers: { ...answer.headers, ...rateOf(limits) } } : answer;
    },
    before: () => {
      if (!limits) return undefined;
      if (limits.left === 0)
        return { ...json(429, { error: "Too many requests" }), headers: rateOf(limits) };
      limits.left -= 1;
      return undefined;
    },
  });
  return {
    ...server,
    apiUrl: `${server.origin}/api`,
    put: (day, entries) => void days.set(day, entries),
    limit: (left, seconds) => {
      limits = { left, seconds };
    },
  };
}

function rateOf({ left, seconds }: { left: number; seconds: number }) {
  return {
    RateLimit: `"api";r=${left};t=${seconds}`,
    "RateLimit-Policy": `"fixed window";"api";q=500;w=300`,
  };
}

function route(url: URL, days: ReadonlyMap<string, readonly Entry[]>, now: number): Answer {
  if (url.pathname === "/api/daily_papers") return daily(url, days, now);
  if (url.pathname === "/api/papers/search") return search(url.searchParams, days);
  const id = /^\/api\/papers\/([^/]+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) {
    const entry = [...days.values()].flat().find(({ paper }) => paper.id === id);
    return entry ? json(200, entry.paper) : json(404, { error: "Paper not found" });
  }
  return json(404, { error: "Sorry, we can't find the page you are looking for." });
}

function search(query: URLSearchParams, days: ReadonlyMap<string, readonly Entry[]>): Answer {
  const words = (query.get("q") ?? "").toLowerCase();
  const found = [...days.values()]
    .flat()
    .filter(({ paper }) => String(paper.title).toLowerCase().includes(words));
  return json(200, found.slice(0, Number(query.get("limit") ?? 120)));
}

function daily(url: URL, days: ReadonlyMap<string, readonly Entry[]>, now: number): Answer {
  const query = url.searchParams;
  const day = query.get("date") ?? new Date(now).toISOString().slice(0, 10);
  if (Number.isNaN(Date.parse(day))) return json(400, { error: "Invalid date" });
  if (Date.parse(day) > now) return json(400, { error: "Date must not be in the future" });
  const [limit, page] = [
    Math.min(Number(query.get("limit") ?? 50), 100),
    Number(query.get("p") ?? 0),
  ];
  // A dated list is sorted by upvotes, whatever `sort` says.
  const all = [...(days.get(day) ?? [])].sort(
    (a, b) => (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0),
  );
  const answer = json(200, all.slice(page * limit, (page + 1) * limit));
  if ((page + 1) * limit >= all.length) return answer;
  const next = new URLSearchParams({ date: day, limit: String(limit), p: String(page + 1) });
  const link = `<https://huggingface.co/api/daily_papers?${next}>; rel="next"`;
  return { ...answer, headers: { Link: link } };
}

function json(status: number, body: unknown): Answer {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(body) };
}
