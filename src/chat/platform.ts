import type { Place } from "./call.ts";
import type { Host } from "./host.ts";
import type { Manner } from "./manner.ts";
import type { Reply } from "./reply.ts";

/** What the platform says of a post that went out: its message id, where it has one. */
export type Posted = { readonly message?: string };

/**
 * How a platform is: ready to answer, or why not in one sentence. `over` is set when it has given up,
 * since nothing mends it but a start with other settings.
 */
export type Health =
  | { readonly ready: true }
  | { readonly ready: false; readonly why: string; readonly over?: true };

/** What the ledger of posts knows of earlier tries of one, and where it is told how this one goes on. */
export type Progress = {
  /**
   * Since when (epoch milliseconds) an earlier try may have put the post out; absent when none can have.
   * `sure`: such a try was made, and nothing is sent unless it is certain that nothing is there.
   * Otherwise it is only possible, and a place that can't be looked into is posted in all the same.
   */
  readonly earlier?: { readonly since: number; readonly sure: boolean };
  /** The messages of the post that were begun, in order: the id of each that is out, null where nobody knows. */
  readonly parts: readonly (string | null)[];
  /**
   * Writes down that a message is about to be sent (null) or is out (its id); for every message after
   * the first, and for the first when others follow it. Rejects when somebody else sends the post now.
   */
  keep(part: number, message: string | null): Promise<void>;
};

/** Who is told something: a person by the platform's id, and the server or workspace that it is about. */
export type Addressee = { readonly tenant: string; readonly person: string };

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
   * Sends a reply that nobody asked for; it needs no start, since a process may post and never listen.
   * `key` is the same for every try of the same post, and so are the reply and the manner; with
   * `progress` a try goes on where an earlier one ended, and never repeats it.
   * @throws PostError with its class; anything else counts as unclear
   */
  post(
    place: Place,
    reply: Reply,
    key: string,
    manner?: Manner,
    progress?: Progress,
  ): Promise<Posted>;
  /**
   * Tells somebody about a server or workspace that they manage, for themselves alone: in direct
   * messages, or where others who manage it see it when they can't be reached or no longer manage it. Its
   * buttons work there as they would in that place. The same key twice is one message, for some minutes.
   * @throws PostError with its class; gone and forbidden when there is nobody who can be told
   */
  tell(to: Addressee, reply: Reply, key: string): Promise<void>;
  /** How it is now; asked often, and answered at once. */
  health(): Health;
  /** Takes no new calls, ends what is in flight and lets go of every resource. */
  stop(): Promise<void>;
};
