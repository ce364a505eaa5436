import type { Log, Platform } from "#chat";
import type { Delivery, Store } from "#store";
import type { Compose } from "./compose.ts";
import type { DeliveryEvent } from "./event.ts";
import type { Tokens } from "./tokens.ts";
import type { Turns } from "./turns.ts";

/** What a delivery run needs. */
export type Delivering = {
  readonly store: Pick<Store, "subscriptions" | "deliveries" | "tickets">;
  /** Platforms that run in this process, by name. */
  readonly platforms: ReadonlyMap<string, Pick<Platform, "post" | "tell">>;
  readonly compose: Compose;
  /** How far the catalogue is read that posts are composed from; undefined when it is whole, as it is without this. */
  readonly reading?: () => Promise<unknown>;
  readonly now: () => number;
  readonly log: Log;
  /**
   * What is known of tokens, by whose they are (a platform's for all of its tenants, or a tenant's):
   * until when (epoch ms) nothing is sent by one that was refused; 0 for one that was taken.
   */
  readonly paused: Map<string, number>;
  /** Told how each post went. */
  observe?(event: DeliveryEvent): void;
  /** Told each time that what is due was planned: the heart beats, however long the sending takes. */
  planned?(): void;
  /** Aborted when posts on their way can't be waited for any longer: they are given back, as possibly out. */
  readonly hurry?: AbortSignal;
};

/** One run over everything that is due. */
export type Round = {
  readonly by: Delivering;
  /** Whether nothing new is to be begun. */
  stopping(): boolean;
  readonly tokens: Tokens;
  readonly turns: Turns;
  /** What this process is sending, by the delivery's id. */
  readonly sending: Map<string, Delivery>;
  /** Of those, the ones that may be out, as this process was about to send them or did. */
  readonly begun: Set<string>;
  /** Keys of drafts that this round has parked. */
  readonly parked: Set<string>;
  /** What failed in a way that concerns no post: the store, mostly. */
  readonly faults: unknown[];
};

/** A lease is held for so long, in milliseconds, and held on to while its post is being sent. */
export const LEASE_MS = 60_000;
