import { type Context, Hono } from "hono";
import type { Feed } from "#cards";
import { cleanLine } from "#chat";
import { atomOf, type Published } from "./atom.ts";
import { createShelf, type FeedAsked, GOOD_MS, nameOf, type Shelved } from "./feed-shelf.ts";
import { jsonFeedOf } from "./json-feed.ts";

/** What the feeds are made from. */
type FeedOptions = {
  readonly feed: (asked: FeedAsked) => Promise<Feed>;
  readonly publicUrl?: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** A way to write a feed. */
type Form = {
  readonly path: string;
  readonly type: string;
  readonly write: (published: Published) => string;
};

const FORMS: readonly Form[] = [
  { path: "/feed.xml", type: "application/atom+xml; charset=utf-8", write: atomOf },
  { path: "/feed.json", type: "application/feed+json; charset=utf-8", write: jsonFeedOf },
];

const WINDOWS = ["day", "week", "month"] as const;

/** Longest topic, in UTF-16 units: above every sensible one. */
const LONGEST_TOPIC = 200;

/** What is trending as Atom and as JSON Feed, for ?window=day, week or month and ?topic= some words. */
export function feedPages({ feed, publicUrl, now }: FeedOptions): Hono {
  const shelf = createShelf(feed, now);
  const app = new Hono();
  for (const form of FORMS)
    app.get(form.path, async (context) => {
      const asked = askedBy(context);
      if (typeof asked === "string") return context.text(`${asked}\n`, 400);
      const shelved = await shelf.get(asked);
      if (!shelved)
        return context.text("Too many feeds are asked for at once: try again in a minute.\n", 503, {
          "retry-after": "60",
        });
      const base = publicUrl ?? new URL(context.req.url).origin;
      return answer(context, form, shelved, published(shelved, asked, base));
    });
  return app;
}

/** What a request asks for, or the sentence that it gets instead. */
function askedBy(context: Context): FeedAsked | string {
  const asked = context.req.query("window")?.toLowerCase() || "day";
  const window = WINDOWS.find((one) => one === asked);
  if (!window) return `window can be ${WINDOWS.join(", ")}.`;
  const topic = cleanLine(context.req.query("topic") ?? "");
  if (topic.length > LONGEST_TOPIC)
    return `topic is too long (${topic.length} characters): keep it to ${LONGEST_TOPIC}.`;
  return { window, ...(topic && { topic }) };
}

function published(
  { feed, updated }: Shelved,
  { window, topic }: FeedAsked,
  base: string,
): Published {
  const query = new URLSearchParams({ window, ...(topic && { topic }) });
  const [atom = "", json = ""] = FORMS.map(
    ({ path }) => `${base.replace(/\/+$/, "")}${path}?${query}`,
  );
  return { feed, updated, atom, json, name: nameOf({ window, ...(topic && { topic }) }) };
}

/** The feed, or that it has not changed since it was asked for. */
function answer(context: Context, form: Form, { hash, updated }: Shelved, is: Published): Response {
  const headers = {
    "content-type": form.type,
    "cache-control": `public, max-age=${GOOD_MS / 1000}`,
    etag: `W/"${hash}"`,
    "last-modified": new Date(updated).toUTCString(),
  };
  if (isKnown(context, hash, updated)) return context.body(null, 304, headers);
  return context.body(form.write(is), 200, headers);
}

/** Whether whoever asks has it already (RFC 9110, 13.1: a tag counts more than a date). */
function isKnown({ req }: Context, hash: string, updated: number): boolean {
  const tags = req.header("if-none-match");
  if (tags !== undefined) return tags.trim() === "*" || tags.includes(`"${hash}"`);
  const since = Date.parse(req.header("if-modified-since") ?? "");
  return since >= updated;
}
