import { once } from "node:events";
import { connect } from "node:net";
import type { Feed, FeedEntry } from "#cards";
import { type Check, createSite, type FeedAsked, openPort } from "../../src/web/index.ts";

/** A well check. */
export const well = (name: string): Check => ({ name, look: async () => undefined });

/** A check that says this. */
export const says = (name: string, why: string): Check => ({ name, look: async () => why });

/** A paper of a feed, with whatever is special about it. */
export const aPaper = (special: Partial<FeedEntry> = {}): FeedEntry => ({
  key: "arxiv:2401.00001",
  title: "On graphs",
  url: "https://arxiv.org/abs/2401.00001",
  authors: ["Ada Lovelace"],
  published: "2024-01-02",
  categories: ["cs.LG"],
  facts: "Ada Lovelace · 2 Jan 2024",
  abstract: "We study graphs.",
  ...special,
});

/** The site on a port of its own, with a clock that a test turns. */
export async function openSite(
  special: Partial<Parameters<typeof createSite>[0]> & {
    readonly entries?: readonly FeedEntry[];
  } = {},
) {
  let now = Date.parse("2026-11-24T07:00:00.500Z");
  let entries = special.entries ?? [aPaper()];
  const made: FeedAsked[] = [];
  const lines: { readonly fields: object; readonly message: string }[] = [];
  const write = (fields: object, message: string) => void lines.push({ fields, message });
  const log = { info: write, warn: write, error: write };
  const otherwise = createSite({
    host: "127.0.0.1",
    checks: [well("database"), well("heartbeat")],
    metrics: async () => ({ type: "text/plain; version=0.0.4", text: "paperboy_up 1\n" }),
    feed: async (asked): Promise<Feed> => {
      made.push(asked);
      return { title: `Trending ${asked.window}`, about: "Ranked by upvotes.", entries };
    },
    ...{ log, now: () => now },
    ...special,
  });
  const port = await openPort({ host: "127.0.0.1", port: 0, routes: new Map(), otherwise, log });
  const origin = `http://127.0.0.1:${port.port}`;
  return {
    ...{ origin, made, lines, close: port.close },
    get: (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init),
    /** Says this over a bare connection, and hears everything until it is closed. */
    async say(text: string): Promise<string> {
      const socket = connect(port.port, "127.0.0.1");
      await once(socket, "connect");
      socket.write(text.replaceAll("\n", "\r\n"));
      let heard = "";
      for await (const chunk of socket) heard += String(chunk);
      return heard;
    },
    pass: (ms: number) => {
      now += ms;
    },
    list: (papers: readonly FeedEntry[]) => {
      entries = papers;
    },
  };
}
