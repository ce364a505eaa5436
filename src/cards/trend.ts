import { type Block, join, type Next, type Reply, type Rich } from "#chat";
import type { Trend, TrendHit } from "#papers";
import { turning } from "./actions.ts";
import { rowOf } from "./page.ts";
import { paperCard } from "./paper.ts";
import { counted, dateWords, quoted } from "./words.ts";

/** What a trending list was asked for, for its heading. */
export type TrendAsked = { readonly window: "day" | "week" | "month"; readonly topic?: string };

const WHEN = { day: "today", week: "this week", month: "this month" } as const;

/** What is hot now and why, honest about what the ranking rests on. */
export function trendReply(
  trend: Trend,
  asked: TrendAsked,
  next: Next,
  part: { readonly hits: readonly TrendHit[]; readonly page: number; readonly pages: number },
): Reply {
  const about = asked.topic ? ` on ${quoted(asked.topic)}` : "";
  const heading = `Trending ${WHEN[asked.window]}${about}`;
  if (trend.hits.length === 0)
    return { summary: `Nothing is trending${about}.`, blocks: [nothing(about)] };
  return {
    summary: heading,
    blocks: [
      { kind: "heading", text: heading },
      { kind: "text", text: honesty(trend, asked.window, about), quiet: true },
      ...part.hits.map((hit) => paperCard(hit.paper, why(hit, asked.window))),
      ...rowOf(turning(next, part.page, part.pages)),
    ],
  };
}

/** Why a paper is in a trending list: “+38 upvotes in a day · 2 votes and 1 save here”. */
export function why(hit: TrendHit, window: TrendAsked["window"]): Rich | undefined {
  const here = [
    hit.votes ? counted(hit.votes, "vote") : "",
    hit.saves ? counted(hit.saves, "save") : "",
  ].filter(Boolean);
  const reasons = [
    hit.gained ? `+${counted(hit.gained, "upvote")} in a ${window}` : "",
    here.length ? `${here.join(" and ")} here` : "",
  ];
  return join(reasons, " · ") || undefined;
}

/** One or two sentences on what a list is ranked by and how fresh it is; `about` names its topic, ` on “graphs”`. */
export function honesty(trend: Trend, window: TrendAsked["window"], about = ""): string {
  const here = trend.hits.some(({ votes, saves }) => votes || saves)
    ? " and what is liked here"
    : "";
  const by = {
    gained: `Ranked by upvotes gained${here}`,
    upvotes: `Ranked by upvotes${here}`,
    newest: "No upvotes are known for these: newest first",
  }[trend.basis];
  if (trend.inWindow) return `${by}.`;
  const fresh = dateWords(trend.asOf);
  const newest = fresh ? ` (the newest paper is of ${fresh})` : "";
  return `Nothing I know${about} is from the last ${window}${newest}, so this list reaches back further. ${by}.`;
}

function nothing(about: string): Block {
  return {
    kind: "text",
    text: `Nothing${about} is trending among the papers I know. Try a longer window or another topic.`,
  };
}
