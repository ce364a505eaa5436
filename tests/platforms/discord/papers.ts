import {
  citation,
  digestReply,
  foundReply,
  helpReply,
  pageReply,
  paperReply,
  savedReply,
  shortReply,
  similarReply,
  trendReply,
} from "#cards";
import type { Reply } from "#chat";
import type { Paper, Trend } from "#papers";
import { subscribe } from "../../chat/cards.ts";

const next = { command: "search", input: { query: "graph" } };

/** Every reply that these papers appear in, as the real cards make them; a page holds the first five. */
export function repliesOf(papers: readonly Paper[]): readonly Reply[] {
  const [first] = papers;
  if (!first) return [];
  const five = papers.slice(0, 5);
  const hits = five.map((paper) => ({
    paper,
    score: 1,
    matches: paper.keywords ?? [],
    whole: true,
  }));
  const rising = papers.map((paper) => ({
    paper,
    score: 1,
    lift: 1,
    gained: 38,
    votes: 2,
    saves: 1,
  }));
  const trend: Trend = { hits: rising, basis: "gained", inWindow: false, asOf: "2026-11-24" };
  const page = { hits, total: 99, whole: 99, page: 2, pages: 20 };
  const part = { hits: rising.slice(0, 5), page: 2, pages: 20 };
  return [
    ...papers.map((paper) => paperReply(paper)),
    shortReply(first),
    pageReply({ ...page, instead: first.title }, { query: first.abstract }, next),
    similarReply(first, hits),
    foundReply(papers, ["2401.00001"], next, 1),
    savedReply(five, { total: 99, page: 2, pages: 20 }, next),
    trendReply(trend, { window: "week", topic: first.title }, next, part),
    digestReply({ hits: rising, trend, day: "2026-11-24", topics: first.title }),
    citation(five, `${first.title}.bib`),
    helpReply([subscribe, { ...subscribe, about: first.title }], "papers"),
  ];
}
