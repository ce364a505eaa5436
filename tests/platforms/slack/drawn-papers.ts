import fc from "fast-check";
import {
  citation,
  digestReply,
  foundReply,
  pageReply,
  paperReply,
  savedReply,
  shortReply,
  similarReply,
  titleOf,
  told,
  trendReply,
} from "#cards";
import { type Reply, rich } from "#chat";
import type { Paper } from "#papers";
import type { Draw } from "../../../src/platforms/slack/render.ts";
import { hostilePapers } from "./hostile.ts";

/** Tickets as the real ones look: short ones carry everything, long ones a number of their own. */
export const draw: Draw = {
  ticket: ({ command, input, ask, fills }) => {
    const whole = `1${JSON.stringify([command, input, ask ?? 0, 0, fills ?? 0])}`;
    const limit = fills === undefined ? 1900 : 200;
    return whole.length <= limit ? whole : `1#${whole.length}#${command}`.slice(0, limit);
  },
};

/** One of the real cards' replies with up to ten hostile papers, and how many they are. */
export const hostileReplies: fc.Arbitrary<{ readonly reply: Reply; readonly count: number }> = fc
  .tuple(fc.array(hostilePapers, { minLength: 1, maxLength: 10 }), fc.nat(9))
  .map(([papers, kind]) => {
    const replies = repliesWith(papers);
    const reply = replies[kind % replies.length] ?? { summary: "", blocks: [] };
    return { reply, count: papers.length };
  });

/** Every reply of the real cards that these papers can stand in. */
export function repliesWith(papers: readonly Paper[]): readonly Reply[] {
  const [first] = papers;
  if (!first) return [];
  const next = { command: "search", input: { query: first.title } };
  const hits = papers.map((paper) => ({
    paper,
    gained: 3,
    votes: 2,
    saves: 1,
    score: 1,
    lift: 1,
    matches: [first.title],
    whole: true,
  }));
  const trend = { hits, basis: "gained", inWindow: true, asOf: "2026-11-24" } as const;
  const part = { total: papers.length, page: 1, pages: 2 };
  return [
    paperReply(first),
    shortReply(first),
    pageReply(
      { hits, ...part, whole: papers.length, instead: first.title },
      { query: first.title },
      next,
    ),
    similarReply(first, hits),
    savedReply(papers, part, next),
    foundReply(papers, ["2402.00001", "<!channel>"], next, 1),
    trendReply(trend, { window: "week", topic: first.title }, next, {
      hits: hits,
      page: 1,
      pages: 2,
    }),
    digestReply({
      hits: hits,
      trend: trend,
      day: "2026-11-24",
      topics: first.title,
    }),
    citation(papers, "papers.bib"),
    told(rich`Saved: ${titleOf(first)}`, [{ kind: "button", label: first.title, next }]),
  ];
}
