/** Fresh papers: what polls the sources and follows the store; the one door of this room. */
export { createFollower, type Follow } from "./follower.ts";
export { type News, startNews } from "./news.ts";
export { statusOf, troubleWith } from "./status.ts";
