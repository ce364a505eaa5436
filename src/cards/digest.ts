import { type Reply, rich } from "#chat";
import type { Trend, TrendHit } from "#papers";
import { paperCard } from "./paper.ts";
import { honesty, why } from "./trend.ts";
import { counted, dateWords } from "./words.ts";

/** What a daily post is made of: the papers chosen, the local date, and the topics in the channel's words. */
export type DigestContent = {
  readonly hits: readonly TrendHit[];
  readonly trend: Trend;
  /** Local calendar date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly topics?: string;
};

/** The daily post. */
export function digestReply({ hits, trend, day, topics }: DigestContent): Reply {
  const heading = `Papers for ${dateWords(day)}`;
  const about = topics ? ` on ${topics}` : "";
  return {
    summary: `${heading}: ${counted(hits.length, "paper")}${about}`,
    blocks: [
      { kind: "heading", text: heading },
      {
        kind: "text",
        text: rich`${about ? `Chosen${about}. ` : ""}${honesty(trend, "week")}`,
        quiet: true,
      },
      ...hits.map((hit) => paperCard(hit.paper, why(hit, "week"))),
    ],
  };
}

/** The post of a day without papers, for channels that asked to be told. */
export function emptyDigest(day: string, reason: string): Reply {
  const said = `Nothing new for ${dateWords(day)}: ${reason}`;
  return { summary: said, blocks: [{ kind: "text", text: said }] };
}
