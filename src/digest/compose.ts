import { digestReply, emptyDigest, nothingFits } from "#cards";
import type { Reply } from "#chat";
import type { Store, Subscription } from "#store";
import { createCommunities } from "./communities.ts";
import { shareTrends } from "./shared-trends.ts";
import type { Trends } from "./trends.ts";

/** A post ready to go out with the keys of its papers, or the reason why this day has none. */
type Composed =
  | { readonly kind: "post"; readonly reply: Reply; readonly papers: readonly string[] }
  | { readonly kind: "empty"; readonly reason: string };

/** Composes a subscription's post for a local day. */
export type Compose = (subscription: Subscription, day: string) => Promise<Composed>;

/** A paper is not posted twice in a channel within this time, in milliseconds: 30 days. */
const NO_REPEAT_MS = 30 * 24 * 60 * 60 * 1000;

/** Composes from what is trending this week, by the channel's own filters, without what it had lately. */
export function createComposer(from: {
  readonly trends: Trends;
  readonly deliveries: Pick<Store["deliveries"], "postedIn">;
  readonly votes: Pick<Store["votes"], "counts" | "papersSince">;
  readonly saves: Pick<Store["saves"], "counts" | "papersSince">;
  /** How far the catalogue is read; undefined when it is whole, as it is without this. */
  readonly reading?: () => Promise<unknown>;
  readonly now: () => number;
}): Compose {
  const { trends, reading = async () => undefined, now } = from;
  const settled = async () => (await reading()) === undefined;
  const communities = createCommunities(from);
  const trendFor = shareTrends({ trends, liked: communities.papers, settled, now });
  return async (subscription, day) => {
    const { topics, exclude, least, count, channel } = subscription;
    const wishes = { least, ...(topics && { topics }), ...(exclude && { exclude }) };
    const trend = await trendFor(wishes, await communities.of(subscription));
    const posted = await from.deliveries.postedIn(subscription, channel, now() - NO_REPEAT_MS);
    const hits = trend.hits.filter(({ paper }) => !posted.has(paper.key)).slice(0, count);
    if (hits.length > 0) {
      const reply = digestReply({ hits, trend, day, ...wishes });
      return { kind: "post", reply, papers: hits.map(({ paper }) => paper.key) };
    }
    const reason = trend.hits.length
      ? "every paper that fits was posted here within the last 30 days."
      : nothingFits(wishes);
    if (subscription.empty === "skip") return { kind: "empty", reason };
    return { kind: "post", reply: emptyDigest(day, reason), papers: [] };
  };
}
