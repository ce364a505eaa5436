import { setImmediate } from "node:timers/promises";
import { type APIMessage, MessageFlags } from "discord.js";
import type { Gate, Host, Place, Platform } from "#chat";
import { openStore, type Store } from "#store";
import { type Bot, createBot } from "../../../src/bot.ts";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import { bundledIndex } from "../../bundled-index.ts";
import {
  type Asked,
  type Channel,
  type DiscordSettings,
  type FakeDiscord,
  type Guild,
  type Person,
  startDiscord,
  textOf,
} from "../../fakes/discord/index.ts";
import { read as readMarkdown, seen } from "./markdown.ts";

/** A line of the log: how bad, what, and with which fields. */
type Line = { readonly level: "info" | "warn" | "error"; readonly message: string; fields: object };

/** The platform under test over a fake Discord with one server, one channel and one manager in it. */
export type Stage = {
  readonly discord: FakeDiscord;
  readonly store: Store;
  readonly bot: Bot;
  readonly platform: Platform;
  readonly guild: Guild;
  readonly channel: Channel;
  /** Manages the server. */
  readonly ada: Person;
  /** A member of the server. */
  readonly ben: Person;
  /** Where Ada and Ben stand. */
  readonly at: Place;
  readonly lines: readonly Line[];
  /** What the platform reported as lost. */
  readonly lost: { readonly tenant: string; readonly channel?: string }[];
  /** Milliseconds that the platform waited before a login, in order. */
  readonly waits: number[];
  /** The same bot in a new process: a platform of its own over the same store. */
  restart(): Promise<Stage>;
  close(): Promise<void>;
};

/** What a stage may be given; everything has a default. */
export type Setting = {
  readonly settings?: Omit<DiscordSettings, "now">;
  /** A clock that stands still until a test, or a wait of the platform, moves it; the real one without. */
  readonly clock?: { now: number };
  /** Another host than the bot's own. */
  readonly host?: Host;
  /** False: the platform is made but not started. */
  readonly start?: boolean;
  readonly guildId?: boolean;
  /** How often people may ask: as they like, unless said otherwise. */
  readonly gate?: Gate;
  /** Longest that a lost connection is left to the library, in milliseconds. */
  readonly away?: number;
};

/** Sets a stage. Rates are off unless a test asks for them, and the clock is the real one. */
export async function setStage({ settings, ...setting }: Setting = {}): Promise<Stage> {
  const now = setting.clock ? () => setting.clock?.now ?? 0 : Date.now;
  const discord = await startDiscord({ rates: false, now, ...settings });
  const store = await openStore({ file: ":memory:" });
  const guild = discord.guild();
  const channel = guild.channel({ name: "papers" });
  const ada = discord.person({ name: "Ada", guild, channel, permissions: ["ManageGuild"] });
  const ben = discord.person({ name: "Ben", guild, channel });
  return await actOn({ discord, store, guild, channel, ada, ben }, setting, now);
}

async function actOn(
  props: Pick<Stage, "discord" | "store" | "guild" | "channel" | "ada" | "ben">,
  setting: Setting,
  now: () => number,
): Promise<Stage> {
  const { discord, store, guild, channel } = props;
  const lines: Line[] = [];
  const note = (level: Line["level"]) => (fields: object, message: string) =>
    void lines.push({ level, message, fields });
  const log = { info: note("info"), warn: note("warn"), error: note("error") };
  const { gate = () => undefined } = setting;
  const bot = await createBot({ ...bundledIndex(), store, root: "papers", log, now, gate });
  const lost: Stage["lost"] = [];
  const waits: number[] = [];
  const platform = createDiscord({
    token: discord.token,
    apiUrl: discord.api,
    ...(setting.guildId && { guildId: guild.id }),
    ...(setting.away !== undefined && { away: setting.away }),
    root: "papers",
    tickets: bot.tickets,
    logins: store.logins,
    log,
    now,
    async lost(where, why) {
      lost.push(where);
      await bot.lost({ platform: "discord", ...where }, why);
    },
    async wait(ms) {
      waits.push(ms);
      if (setting.clock) setting.clock.now += ms;
      await setImmediate();
    },
  });
  if (setting.start !== false) await platform.start(setting.host ?? bot.host);
  return {
    ...props,
    ...{ bot, platform, lines, lost, waits },
    at: { platform: "discord", tenant: guild.id, channel: channel.id },
    async restart() {
      await platform.stop();
      return await actOn(props, setting, now);
    },
    async close() {
      await platform.stop();
      await store.close();
      await discord.close();
    },
  };
}

/** What the asker sees in the end: the answer, or a refusal that was told to them alone. */
export async function seenOf(asked: Asked): Promise<APIMessage> {
  return await Promise.race([asked.followup(), asked.answered.catch(() => asked.followup())]);
}

/** A message as somebody reads it: its words, without Discord's formatting and escapes. */
export function read(message: APIMessage): string {
  return seen(readMarkdown(textOf(message)));
}

/** Whether one person alone sees the message. */
export function isPrivate({ flags }: APIMessage): boolean {
  return Boolean(Number(flags ?? 0) & MessageFlags.Ephemeral);
}
