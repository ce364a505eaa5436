import { digestReply, emptyDigest } from "#cards";
import type { Reply } from "#chat";
import type { Store, Subscription } from "#store";
import type { Trends } from "./trends.ts";

/** A post ready to go out with the keys of its papers, or the reason why this day has none. */
type Composed =
  | { readonly kind: "post"; readonly reply: Reply; readonly papers: readonly string[] }
  | { readonly kind: "empty"; readonly reason: string };

/** Composes a subscription's post for a local day. */
export type Compose = (subscription: Subscription, day: string) => Promise<Composed>;

/** A paper is not posted twice in a channel within this time, in milliseconds: 30 days. */
const NO_REPEAT_MS = 30 * 24 * 60 * 60 * 1000;

/** What a community liked longer ago says nothing of this week, in milliseconds: 7 days. */
const COMMUNITY_MS = 7 * 24 * 60 * 60 * 1000;

/** Composes from what is trending this week, by the channel's own filters, without what it had lately. */
export function createComposer(from: {
  readonly trends: Trends;
  readonly deliveries: Pick<Store["deliveries"], "postedIn">;
  readonly votes: Pick<Store["votes"], "counts">;
  readonly saves: Pick<Store["saves"], "counts">;
  readonly now: () => number;
}): Compose {
  return async (subscription, day) => {
    const { topics, exclude, least, count, channel } = subscription;
    const community = await communityOf(from, subscription);
    const trend = await from.trends({
      window: "week",
      ...{ community, least },
      ...(topics && { topic: topics }),
      ...(exclude && { exclude }),
    });
    const posted = await from.deliveries.postedIn(subscription, channel, from.now() - NO_REPEAT_MS);
    const hits = trend.hits.filter(({ paper }) => !posted.has(paper.key)).slice(0, count);
    if (hits.length > 0) {
      const reply = digestReply({ hits, trend, day, ...(topics && { topics }) });
      return { kind: "post", reply, papers: hits.map(({ paper }) => paper.key) };
    }
    const reason = trend.hits.length
      ? "every paper that fits was posted here within the last 30 days."
      : "no paper that I know fits this channel's topics and filters.";
    if (subscription.empty === "skip") return { kind: "empty", reason };
    return { kind: "post", reply: emptyDigest(day, reason), papers: [] };
  };
}

async function communityOf(
  { votes, saves, now }: Parameters<typeof createComposer>[0],
  scope: Subscription,
): Promise<ReadonlyMap<string, { votes: number; saves: number }>> {
  const since = now() - COMMUNITY_MS;
  const [voted, saved] = await Promise.all([
    votes.counts(scope, since),
    saves.counts(scope, since),
  ]);
  const keys = [...voted.keys(), ...saved.keys()];
  return new Map(
    keys.map((key) => [key, { votes: voted.get(key) ?? 0, saves: saved.get(key) ?? 0 }]),
  );
}
