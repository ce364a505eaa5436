export { citation } from "./citation.ts";
export { type DigestContent, digestReply, emptyDigest, nothingFits, topicRule } from "./digest.ts";
export { type Feed, type FeedEntry, trendFeed } from "./feed.ts";
export { foundReply } from "./found.ts";
export { helpReply } from "./help.ts";
export { markedReply } from "./marked.ts";
export { nothingFound } from "./nothing-found.ts";
export { pageReply, similarReply } from "./page.ts";
export { paperReply, shortReply, titleOf } from "./paper.ts";
export { savedReply } from "./saved.ts";
export { stoppedReply } from "./stopped.ts";
export {
  removedReply,
  type SubscriptionView,
  subscribedReply,
  subscriptionReply,
  subscriptionsReply,
  zoneNeeded,
} from "./subscription.ts";
export { alsoTold, told } from "./told.ts";
export { type TrendAsked, trendReply } from "./trend.ts";
export { counted } from "./words.ts";
