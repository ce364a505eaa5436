import { byTrend } from "./placed.ts";
import { localScore } from "./trend-score.ts";
import type { Community, Trend, TrendHit } from "./trending.ts";

/**
 * A list as it is for one community: its votes and saves counted beside the upvotes, and told. What is
 * dear, the list itself, is made once for many communities, with their papers as `also`.
 */
export function likedBy(community: Community, trend: Trend): Trend {
  const hits = trend.hits.map((hit): TrendHit => {
    const own = community.get(hit.paper.key);
    return own ? { ...hit, ...own, score: hit.score + localScore(own, hit.lift) } : hit;
  });
  const isLiked = hits.some(({ votes = 0, saves = 0 }) => votes + saves > 0);
  const basis = trend.basis === "newest" && isLiked ? "community" : trend.basis;
  return { ...trend, hits: hits.sort(byTrend), basis };
}
