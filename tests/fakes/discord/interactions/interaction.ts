import type { APIUser, InteractionType } from "discord.js";
import type { Json } from "../json.ts";
import type { Channel, Stored } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";

/** How an interaction was answered first; `type` is Discord's number of the kind of answer. */
export type FirstResponse = {
  readonly type: number;
  readonly kind: "message" | "deferred" | "update" | "deferred update" | "choices" | "modal";
  /** Message flags it was sent with, 0 if none. */
  readonly flags: number;
  readonly ephemeral: boolean;
  /** The data as the bot sent it. */
  readonly data: Json;
  /** How long it took, in milliseconds of the fake's clock. */
  readonly ms: number;
};

/** An interaction from its dispatch to the end of its token. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  /** The payload as it went over the gateway. */
  readonly payload: Json;
  /** When it was dispatched, by the fake's clock. */
  readonly at: number;
  readonly user: APIUser;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  /** Only a user install brought the bot here: at most 5 followups. */
  readonly userOnly: boolean;
  /** The person may not let apps speak in public: every answer is seen by them alone. */
  readonly hushed: boolean;
  /** The message whose component was used. */
  readonly source: Stored | undefined;
  /** Of an autocomplete: the type of the option that is typed. */
  readonly focused: number | undefined;
  first: FirstResponse | undefined;
  /** The message `@original` stands for. */
  original: Stored | undefined;
  /** The original was written to: at once, or by an edit after a defer. */
  answered: boolean;
  readonly followups: Stored[];
};

/** First responses must come within this many milliseconds (interactions/receiving-and-responding). */
export const FIRST_RESPONSE = 3_000;

/** A token is good for this many milliseconds. */
export const TOKEN_LIFE = 15 * 60_000;

/** Followups of an interaction that only a user install brought. */
export const USER_INSTALL_FOLLOWUPS = 5;
