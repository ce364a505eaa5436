/** Fresh papers: what polls the sources and follows the store; the one door of this room. */
export { takeIn } from "./follower.ts";
export { type News, type NewsParts, type NewsSources, startNews } from "./news.ts";
export { type SourceStatus, statusOf, troubleWith } from "./status.ts";
