/** What the bot shows over HTTP: the one door of this room. */
export type { FeedAsked } from "./feed-shelf.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { openPort, type Port, PortError } from "./port.ts";
export type { Readings } from "./readings.ts";
export type { Check } from "./ready.ts";
export { createSite } from "./site.ts";
