import type { Place } from "./call.ts";
import type { Host } from "./host.ts";
import type { Reply } from "./reply.ts";

/** What the platform says of a post that went out: its message id, where it has one. */
export type Posted = { readonly message?: string };

/** A place where people talk: Discord, Slack, the console. */
export type Platform = {
  /** As in `Place.platform`. */
  readonly name: string;
  /** Begins to hand calls to the host; resolves when the platform is ready to answer. */
  start(host: Host): Promise<void>;
  /**
   * Sends a reply that nobody asked for. `key` is the same for every try of the same post, so that a
   * platform that can will drop the second one.
   * @throws PostError with its class; anything else counts as unknown
   */
  post(place: Place, reply: Reply, key: string): Promise<Posted>;
  /** Takes no new calls, ends what is in flight and lets go of every resource. */
  stop(): Promise<void>;
};
