import type { Place } from "./call.ts";
import type { Host } from "./host.ts";
import type { Reply } from "./reply.ts";

/** How a post goes out, as the channel's manager chose; a platform passes over what it doesn't have. */
export type Manner = {
  /** Rings for everyone who follows the channel; without it a post is silent where the platform can. */
  readonly loud?: boolean;
  /** A role (Discord) or user group (Slack) that is mentioned, by the platform's id. */
  readonly mention?: string;
  /** Published to the servers that follow an announcement channel (Discord). */
  readonly publish?: boolean;
  /** With a thread below it: for talk (Discord), or with the papers in detail (Slack). */
  readonly thread?: boolean;
};

/** What the platform says of a post that went out: its message id, where it has one. */
export type Posted = { readonly message?: string };

/**
 * How a platform is: ready to answer, or why not in one sentence. `over` is set when it has given up,
 * since nothing mends it but a start with other settings.
 */
export type Health =
  | { readonly ready: true }
  | { readonly ready: false; readonly why: string; readonly over?: true };

/** A place where people talk: Discord, Slack, the console. */
export type Platform = {
  /** As in `Place.platform`. */
  readonly name: string;
  /**
   * Begins to hand calls to the host; resolves when the platform is ready to answer.
   * @throws PlatformError when it can never be, with the cure
   */
  start(host: Host): Promise<void>;
  /**
   * Sends a reply that nobody asked for. `key` is the same for every try of the same post, so that a
   * platform that can will drop the second one.
   * @throws PostError with its class; anything else counts as unknown
   */
  post(place: Place, reply: Reply, key: string, manner?: Manner): Promise<Posted>;
  /** How it is now; asked often, and answered at once. */
  health(): Health;
  /** Takes no new calls, ends what is in flight and lets go of every resource. */
  stop(): Promise<void>;
};
