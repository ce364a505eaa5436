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

export type { Asked } from "./interactions/asked.ts";
export { controlsOf, textOf } from "./interactions/controls.ts";
export { fieldsOf } from "./interactions/fields.ts";
export type { Person } from "./person.ts";
export type { Channel } from "./world/channel.ts";
export type { Guild } from "./world/guild.ts";
export type { DiscordSettings, FakeDiscord };

/** Starts a fake Discord. End it with `close`, which leaves nothing open. */
export const startDiscord: (settings?: DiscordSettings) => Promise<FakeDiscord> = start;
