import { type Reply, rich } from "#chat";
import type { Trend, TrendHit } from "#papers";
import { paperCard } from "./paper.ts";
import { honesty, why } from "./trend.ts";
import { counted, dateWords } from "./words.ts";

/** What a channel wishes of its papers, in its own words. */
type Wishes = {
  readonly topics?: string;
  readonly exclude?: string;
  /** Least upvotes; 0 when it doesn't matter. */
  readonly least?: number;
};

/** What a daily post is made of: the papers chosen, the local date, and what the channel wishes. */
export type DigestContent = Wishes & {
  readonly hits: readonly TrendHit[];
  readonly trend: Trend;
  /** Local calendar date, `YYYY-MM-DD`. */
  readonly day: string;
};

/** The daily post. */
export function digestReply({ hits, trend, day, ...wishes }: DigestContent): Reply {
  const heading = `Papers for ${dateWords(day)}`;
  const about = wishes.topics ? ` on ${wishes.topics}` : "";
  const chosen = wishesInWords(wishes);
  const how = [chosen && `Chosen ${chosen}.`, topicRule(wishes)].filter(Boolean).join(" ");
  return {
    summary: `${heading}: ${counted(hits.length, "paper")}${about}`,
    blocks: [
      { kind: "heading", text: heading },
      {
        kind: "text",
        text: rich`${how && `${how} `}${honesty(trend, "week")}`,
        quiet: true,
      },
      ...hits.map((hit) => paperCard(hit.paper, why(hit, "week"))),
    ],
  };
}

/** Why a day has no papers when none fits: what the channel wishes, so that a manager can see what to loosen. */
export function nothingFits(wishes: Wishes): string {
  const chosen = wishesInWords(wishes);
  return `no paper that I know fits what this channel wants${chosen ? ` (${chosen})` : ""}.`;
}

/** Which papers match a channel's topics closely enough, in a sentence; empty when it has none. */
export function topicRule({ topics, exclude }: Wishes): string {
  if (!topics && !exclude) return "";
  return "A paper is on a topic when search finds it with every word of the topic.";
}

/** “on topology, without surveys, with at least 10 upvotes”; empty when everything is welcome. */
function wishesInWords({ topics, exclude, least }: Wishes): string {
  return [
    topics ? `on ${topics}` : "",
    exclude ? `without ${exclude}` : "",
    least ? `with at least ${counted(least, "upvote")}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The post of a day without papers, for channels that asked to be told. */
export function emptyDigest(day: string, reason: string): Reply {
  const said = `Nothing new for ${dateWords(day)}: ${reason}`;
  return { summary: said, blocks: [{ kind: "text", text: said }] };
}
