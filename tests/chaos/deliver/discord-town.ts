import { startDiscord } from "../../fakes/discord/index.ts";
import { createChance } from "./chance.ts";
import { kindsOf } from "./kinds.ts";
import type { Town, TownPlan } from "./town.ts";

/** Channels of one server. */
const PER_SERVER = 25;

const POST = "POST /channels/*/messages";

/** A fake Discord with many servers of 25 channels, by that clock. */
export async function discordTown(plan: TownPlan, now: () => number): Promise<Town> {
  const discord = await startDiscord({ now, ...(!plan.rates && { rates: false }) });
  const servers = Array.from({ length: Math.ceil(plan.channels / PER_SERVER) }, () =>
    discord.guild(),
  );
  const channels = servers
    .flatMap((server) => Array.from({ length: PER_SERVER }, () => server.channel()))
    .slice(0, plan.channels);
  const broken: string[] = [];
  const chance = createChance(plan.seed);
  discord.faults.always(POST, (path) => {
    const drawn = chance();
    if (drawn < plan.lost + plan.errors) broken.push(path.split("/")[2] ?? "");
    if (drawn < plan.lost) return { reset: "after" };
    if (drawn < plan.lost + plan.errors) return { status: 503 };
    return plan.latency > 0 ? { slow: plan.latency } : undefined;
  });
  discord.faults.always("GET /channels/**", () =>
    chance() < plan.errors ? { status: 503 } : undefined,
  );
  return {
    address: {
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
      places: channels.map(({ id, guild }) => ({ tenant: guild?.id ?? "", channel: id })),
      installs: [],
    },
    report: () => ({
      posts: channels.flatMap(({ id, stored }) =>
        [...stored.values()].map(({ message }) => ({
          channel: id,
          at: realTime(plan, Date.parse(message.timestamp)),
        })),
      ),
      broken,
      tooMany: count(discord.requests, 429),
      forbidden: count(discord.requests, 401) + count(discord.requests, 403),
      others: kindsOf(discord.requests.map(({ method, path }) => `${method} ${path}`)),
      refusals: discord.refusals.map(
        ({ method, path, message }) => `${method} ${path}: ${message}`,
      ),
    }),
    close: () => discord.close(),
  };
}

function realTime({ clock }: TownPlan, at: number): number {
  return clock.origin + (at - clock.from) / clock.speed;
}

function count(requests: readonly { readonly status: number | undefined }[], status: number) {
  return requests.filter((request) => request.status === status).length;
}
