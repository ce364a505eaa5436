import { type APIGuild, MessageFlags, Routes } from "discord.js";
import { type Addressee, PostError, type Reply, ticketsOf } from "#chat";
import { idIn } from "./channels.ts";
import { postErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { nonceOf } from "./nonce.ts";
import { begin, type Posting } from "./posting.ts";
import { render } from "./render.ts";
import { guildOf, standingOf } from "./standing.ts";

/**
 * Makes `Platform.tell`: the person's direct messages as long as they manage the server, else the channel
 * where Discord itself tells the moderators of a community, else the owner's direct messages.
 */
export function createTeller(posting: Posting) {
  return async (to: Addressee, reply: Reply, key: string): Promise<void> => {
    await begin(posting);
    try {
      const guild = await guildOf(posting.rest, to.tenant);
      const ticket = await ticketsOf(reply, posting.tickets, LIMITS.ticket, to.tenant);
      const { components, mentions } = render(reply, { ticket });
      const body = {
        ...{ components, allowed_mentions: mentions, flags: MessageFlags.IsComponentsV2 },
        ...{ nonce: nonceOf(key), enforce_nonce: true },
      };
      for (const channel of waysTo(posting, to, guild)) {
        const id = await reachable(channel);
        if (id && (await delivered(posting, id, body))) return;
      }
    } catch (error) {
      throw error instanceof PostError ? error : postErrorOf(error);
    }
    throw new PostError("gone", "nobody who manages the server can be told");
  };
}

/** Ids of the channels to try, in order; a way that leads nowhere resolves to undefined. */
function* waysTo(
  posting: Posting,
  { tenant, person }: Addressee,
  guild: APIGuild | undefined,
): Generator<() => Promise<string | undefined>> {
  const { rest, now } = posting;
  yield async () => {
    // Of a server that the bot is no longer in nothing can be asked, and who subscribed it may know.
    const isOther =
      guild && (await standingOf(rest, { guild: tenant, user: person }, now())) === "other";
    return isOther ? undefined : await direct(posting, person);
  };
  if (!guild) return;
  yield async () => guild.public_updates_channel_id ?? undefined;
  if (guild.owner_id !== person) yield () => direct(posting, guild.owner_id);
}

/** Whether somebody takes no messages, or not from this bot, or is no more. */
function isClosed(error: unknown): boolean {
  const { fault } = postErrorOf(error);
  return fault === "gone" || fault === "forbidden";
}

async function reachable(way: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await way();
  } catch (error) {
    if (isClosed(error)) return undefined;
    throw error;
  }
}

/** The channel of somebody's direct messages. */
async function direct({ rest }: Posting, user: string): Promise<string> {
  const body = { recipient_id: user };
  return idIn(await rest.post(Routes.userChannels(), { body }));
}

async function delivered({ rest }: Posting, channel: string, body: object): Promise<boolean> {
  try {
    idIn(await rest.post(Routes.channelMessages(channel), { body }));
    return true;
  } catch (error) {
    if (isClosed(error)) return false;
    throw error;
  }
}
