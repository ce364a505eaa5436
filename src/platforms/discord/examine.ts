import {
  type APIChannel,
  type APIGatewayBotInfo,
  DiscordAPIError,
  type REST,
  Routes,
} from "discord.js";
import { type CommandCard, type Finding, PostError } from "#chat";
import type { DiscordOptions } from "./desk.ts";
import { restOf } from "./discord.ts";
import { postErrorOf } from "./failure.ts";
import { inviteUrl } from "./invite.ts";
import { BAD_TOKEN } from "./login.ts";
import { barredBy } from "./permissions.ts";
import { permissionsIn } from "./permissions-in.ts";
import { register } from "./register.ts";

/** Logins left of the day's 1,000 below which something must have gone wrong: a healthy bot takes a few a week. */
const FEW_LOGINS = 200;

/** What to look at: the commands as they should be registered, and the channels that get a daily post. */
export type Examined = {
  readonly root: string;
  readonly commands: readonly CommandCard[];
  readonly channels: readonly { readonly tenant: string; readonly channel: string }[];
};

/** Looks at the token, the logins that are left, the registered commands and each channel's permissions; changes nothing. */
export async function* examineDiscord(
  config: Pick<DiscordOptions, "token" | "apiUrl" | "applicationId" | "guildId">,
  what: Examined,
): AsyncGenerator<Finding> {
  const rest = restOf(config, { retries: 1 });
  const about = "Discord";
  try {
    const { id, name } = await getOf<{ id: string; name: string }>(
      rest,
      Routes.currentApplication(),
    );
    yield {
      about,
      state: "well",
      said: `The token is that of “${name}”; add it: ${inviteUrl(id)}`,
    };
    yield await logins(rest);
    yield await commandsOf(rest, config.applicationId ?? id, config.guildId, what);
    for (const place of what.channels) yield await channel(rest, place);
  } catch (error) {
    const refused = error instanceof DiscordAPIError && error.status === 401;
    yield refused
      ? { about, state: "ill", said: "The token is refused.", cure: BAD_TOKEN }
      : {
          ...{ about, state: "ill", said: `It can't be asked: ${postErrorOf(error).message}.` },
          cure: "Check the network and DISCORD_API_URL, then look again.",
        };
  }
}

async function getOf<T>(rest: REST, route: `/${string}`): Promise<T> {
  return (await rest.get(route)) as T;
}

async function logins(rest: REST): Promise<Finding> {
  const about = "Discord logins";
  const { session_start_limit: limit, shards } = await getOf<APIGatewayBotInfo>(
    rest,
    Routes.gatewayBot(),
  );
  const { remaining, total, reset_after: wait } = limit;
  const hours = Math.ceil(wait / 3_600_000);
  const said = `${remaining} of ${total} are left for the next ${hours} hours; ${shards} shards.`;
  if (remaining >= FEW_LOGINS) return { about, state: "well", said };
  const cure = `Look into the log for why the bot starts so often: when none is left, Discord resets the token.`;
  return { about, state: remaining > 0 ? "beware" : "ill", said, cure };
}

async function commandsOf(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
  { commands, root }: Examined,
): Promise<Finding> {
  const about = "Discord commands";
  const lines = await register(rest, { applicationId, guildId, commands, root, dryRun: true });
  if (lines.length === 0) return { about, state: "well", said: `/${root} is registered as it is.` };
  return {
    ...{ about, state: "beware", said: `/${root} differs from what is registered.` },
    cure: "Start the bot, or run `npm run register`.",
  };
}

async function channel(
  rest: REST,
  { tenant, channel: id }: Examined["channels"][number],
): Promise<Finding> {
  const about = `Discord channel ${id}`;
  try {
    const found = await getOf<APIChannel>(rest, Routes.channel(id));
    const barred = barredBy(await permissionsIn(rest, tenant, found), found.type);
    if (!barred) return { about, state: "well", said: "The daily post may go there." };
    return { about, state: "ill", said: "The daily post can't go there.", cure: barred };
  } catch (error) {
    const { fault, message } = postErrorOf(error);
    const isTheirs = fault === "gone" || fault === "forbidden";
    if (!isTheirs) throw new PostError(fault, message);
    return { about, state: "ill", said: "The daily post can't go there.", cure: message };
  }
}
