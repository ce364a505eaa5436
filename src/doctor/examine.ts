import type { Finding } from "#chat";
import { commands } from "#commands";
import type { Config } from "#config";
import type { Store } from "#store";
import { examineClock } from "./clock.ts";
import { examineDatabase } from "./database.ts";
import { examineDisk } from "./disk.ts";
import { examineMeaning } from "./meaning.ts";
import { examineNode } from "./node.ts";
import { examinePort } from "./port.ts";
import { examineSearch } from "./search.ts";
import { examineSource } from "./sources.ts";

/** Looks at everything that the bot needs, one thing after another, and tells each as it is known. */
export async function* examine(
  config: Config,
  { openStore, now }: { readonly openStore: () => Promise<Store>; readonly now: () => number },
): AsyncGenerator<Finding> {
  yield* examineNode(process.versions, now());
  yield* config.warnings.map(
    (said): Finding => ({ about: "settings", state: "beware", said, cure: "Mend or remove it." }),
  );
  if (config.warnings.length === 0)
    yield { about: "settings", state: "well", said: "All can be used." };
  const { findings, store } = await examineDatabase(openStore);
  try {
    yield* findings;
    if (store) yield await examineSearch(config, store);
    yield await examineMeaning(config);
    yield await examineDisk(config.dataDir);
    yield await examineClock(serversOf(config), now);
    yield await examinePort(config.host, config.port);
    yield* platformsOf(config, store);
    yield* sourcesOf(config);
  } finally {
    await store?.close();
  }
}

/** Servers that the bot talks to anyway. */
function serversOf({ discord, slack, sources }: Config): readonly string[] {
  const { huggingface, arxiv } = sources;
  return [discord, slack, huggingface, arxiv].flatMap((one) => one?.apiUrl ?? []);
}

/** The code of a platform is loaded only where it is configured. */
async function* platformsOf(
  { discord, slack, rootCommand }: Config,
  store: Store | undefined,
): AsyncGenerator<Finding> {
  const here = { root: rootCommand, commands };
  if (discord) {
    const { examineDiscord } = await import("../platforms/discord/index.ts");
    yield* examineDiscord(discord, { ...here, ...(await channelsOf("discord", store)) });
  } else yield { about: "Discord", state: "off", said: "DISCORD_TOKEN is not set." };
  if (slack) {
    const { examineSlack } = await import("../platforms/slack/index.ts");
    yield* examineSlack(slack, { ...here, ...(await channelsOf("slack", store)) });
  } else
    yield {
      about: "Slack",
      state: "off",
      said: "Neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set.",
    };
}

async function* sourcesOf({ sources: { huggingface, arxiv } }: Config): AsyncGenerator<Finding> {
  if (huggingface) {
    const base = huggingface.apiUrl.replace(/\/+$/, "");
    yield await examineSource("Hugging Face", `${base}/daily_papers?limit=1`, huggingface.token);
  }
  if (arxiv) yield await examineSource("arXiv", `${arxiv.apiUrl}?id_list=2402.02005&max_results=1`);
  if (!huggingface && !arxiv)
    yield { about: "paper sources", state: "off", said: "SOURCES names none, so none is asked." };
}

/** Channels that are looked at one by one: more would take minutes, and one is much like the next. */
const MOST_CHANNELS = 50;

/** Where a platform is to post, each channel once. */
async function channelsOf(platform: string, store: Store | undefined) {
  const enabled = (await store?.subscriptions.enabledOn(platform, MOST_CHANNELS)) ?? [];
  const channels = enabled.map(({ tenant, channel }) => ({ tenant, channel }));
  const once = new Map(channels.map((one) => [`${one.tenant} ${one.channel}`, one]));
  return { channels: [...once.values()] };
}
