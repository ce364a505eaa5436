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
  part: {
    readonly hits: readonly TrendHit[];
    readonly page: number;
    readonly pages: number;
    /** Sentences on sources that do not answer. */
    readonly troubles?: readonly string[];
  },
): Reply {
  const about = asked.topic ? ` on ${quoted(asked.topic)}` : "";
  const said = [honesty(trend, asked.window, about), ...(part.troubles ?? [])].join(" ");
  const heading = `Trending ${WHEN[asked.window]}${about}`;
  if (trend.hits.length === 0)
    return { summary: `Nothing is trending${about}.`, blocks: [nothing(about)] };
  return {
    summary: heading,
    blocks: [
      { kind: "heading", text: heading },
      { kind: "text", text: said, quiet: true },
      ...part.hits.map((hit) => paperCard(hit.paper, why(hit, asked.window))),
      ...rowOf(turning(next, part.page, part.pages)),
    ],
  };
}

/** Why a paper is in a trending list: “+38 upvotes in a day · rising fast for its age · 2 votes and 1 save here”. */
export function why(hit: TrendHit, window: TrendAsked["window"]): Rich | undefined {
  const here = [
    hit.votes ? counted(hit.votes, "vote") : "",
    hit.saves ? counted(hit.saves, "save") : "",
  ].filter(Boolean);
  const time = hit.gainedIn === undefined ? `a ${window}` : stretch(hit.gainedIn);
  const reasons = [
    hit.gained ? `+${counted(hit.gained, "upvote")} in ${time}` : "",
    hit.rising ? "rising fast for its age" : "",
    here.length ? `${here.join(" and ")} here` : "",
  ];
  return join(reasons, " · ") || undefined;
}

/**
 * A few short sentences: whose day this is or how far back it reaches, what it is ranked by, and how
 * old the counts are; `about` names its topic, ` on “graphs”`.
 */
export function honesty(trend: Trend, window: TrendAsked["window"], about = ""): string {
  const here = trend.hits.some(({ votes, saves }) => votes || saves)
    ? " and what is liked here"
    : "";
  const by = {
    upvotes: `Ranked by upvotes${here}.`,
    aged: `Ranked by upvotes for their age${here}.`,
    gained: `Ranked by upvotes gained${here}.`,
    community: "No upvotes are known for these: ranked by votes and saves here, then newest first.",
    newest: "No upvotes are known for these: newest first.",
  }[trend.basis];
  const fresh = dateWords(trend.asOf);
  const newest = fresh ? ` (the newest paper is of ${fresh})` : "";
  const back = `Nothing I know${about} is from the last ${window}${newest}, so this list reaches back further.`;
  return [
    trend.inWindow ? "" : back,
    trend.list ? whose(trend.list) : "",
    by,
    trend.staleDays ? `These counts are ${counted(trend.staleDays, "day")} old.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Whose day's list this is, and why it is not a later one. */
function whose(list: NonNullable<Trend["list"]>): string {
  const shown = dayName(list.day);
  switch (list.because) {
    case "newest":
      return `This is ${shown}’s list of Hugging Face.`;
    case "weekend":
      return `Hugging Face has no list at weekends: this is ${shown}’s.`;
    case "none":
      return `Hugging Face had no list on ${dayName(list.expected)}: this is ${shown}’s.`;
    case "missing":
      return `Hugging Face’s list of ${dayName(list.expected)} is not here yet: this is ${shown}’s.`;
  }
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function dayName(day: string): string {
  return WEEKDAYS[new Date(day).getUTCDay()] ?? day;
}

/** “9 hours”, “a day”, “3 days”: what lies between two looks, which are some hours off a whole day. */
function stretch(hours: number): string {
  if (hours < 20) return counted(Math.round(hours), "hour");
  const days = Math.round(hours / 24);
  return days <= 1 ? "a day" : counted(days, "day");
}

function nothing(about: string): Block {
  return {
    kind: "text",
    text: `Nothing${about} is trending among the papers I know. Try a longer window or another topic.`,
  };
}
