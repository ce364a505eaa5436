/**
 * A fake Discord on real sockets: REST and gateway on one port of this machine, with Discord's own
 * rules enforced, for tests of a bot with the real discord.js.
 *
 * ```ts
 * const discord = await startDiscord();
 * const guild = discord.guild();
 * const channel = guild.channel({ name: "papers" });
 * const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api } });
 * await client.login(discord.token); // and register commands: what is not registered cannot be sent
 *
 * const ada = discord.person({ guild, channel, permissions: ["ManageGuild"] });
 * const asked = ada.command("papers", "search", { query: "attention" });
 * expect((await asked.first).kind).toBe("deferred");
 * const page = await asked.answered;
 * const next = await ada.press(page, "Next").answered;
 * const modal = await ada.press(next, "Edit…").modal;
 * await ada.submit(modal, { "Words to find": "graphs" }).answered;
 *
 * discord.faults.next("POST /channels/*\/messages", { status: 503 });
 * expect(discord.refusals).toEqual([]); // the bot broke none of Discord's rules
 * await client.destroy();
 * await discord.close();
 * ```
 */
import { type DiscordSettings, type FakeDiscord, start } from "./start.ts";

export type { Refusal, Seen } from "./core.ts";
export type { Fault, Faults } from "./faults.ts";
export type { Gateway } from "./gateway/gateway.ts";
export type { Identify, SessionStarts } from "./gateway/starts.ts";
export type { Asked, Choice, Modal } from "./interactions/asked.ts";
export { type Control, componentsOf, controlsOf, textOf } from "./interactions/controls.ts";
export { type Field, type Filled, fieldsOf } from "./interactions/fields.ts";
export type { FirstResponse } from "./interactions/interaction.ts";
export type { Given, GivenOptions } from "./interactions/options.ts";
export type { Person, PersonFields } from "./person.ts";
export { DISCORD_RATES, type Rate, type Rates } from "./rates.ts";
export type { Channel } from "./world/channel.ts";
export type { ChannelFields, Guild, ThreadFields } from "./world/guild.ts";
export type { PermissionName } from "./world/permissions.ts";
export type { GuildFields } from "./world/world.ts";
export type { DiscordSettings, FakeDiscord };

/** Starts a fake Discord. End it with `close`, which leaves nothing open. */
export const startDiscord: (settings?: DiscordSettings) => Promise<FakeDiscord> = start;
