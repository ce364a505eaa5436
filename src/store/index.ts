/** What the bot remembers: the one door of this room. */
export type { Deliveries, Delivery } from "./deliveries.ts";
export { StoreError } from "./failure.ts";
export type { Installation, Installations } from "./installations.ts";
export type { Logins } from "./logins.ts";
export type { Mark } from "./marks.ts";
export type { Changes, Learnt, Papers } from "./papers.ts";
export type { Plan } from "./plan.ts";
export type { Polls, Round, SourceState } from "./polls.ts";
export type { Receipts } from "./receipts.ts";
export type { Saves } from "./saves.ts";
export type { Scope } from "./scope.ts";
export type { Outcome } from "./settle.ts";
export type { Snapshots } from "./snapshots.ts";
export { openStore } from "./sqlite.ts";
export type { Info, Store } from "./store.ts";
export type { Subscription, Subscriptions } from "./subscriptions.ts";
export type { Tickets } from "./tickets.ts";
export type { Votes } from "./votes.ts";
