import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  type RESTOptions,
} from "discord.js";
import { afterEach } from "vitest";
import { type Channel, type DiscordSettings, type FakeDiscord, startDiscord } from "./index.ts";
import type { Json } from "./json.ts";

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});

/** A fake that is closed after the test. */
export async function fake(settings?: DiscordSettings): Promise<FakeDiscord> {
  const discord = await startDiscord(settings);
  open.push(() => discord.close());
  return discord;
}

/** How a test's bot answers an interaction. */
export type Answering = (interaction: Interaction) => Promise<unknown>;

/** A client that is destroyed after the test; not logged in yet. */
export function clientOf(
  discord: FakeDiscord,
  answer: Answering = async () => undefined,
  options: Partial<ClientOptions> = {},
): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    // Node's own: discord.js sends by whichever undici was loaded first, and one that is not its own takes no files.
    rest: {
      api: discord.api,
      makeRequest: fetch as unknown as RESTOptions["makeRequest"],
      ...options.rest,
    },
  });
  open.push(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error) => client.emit(Events.Error, error));
  });
  return client;
}

/** A client that is logged in and knows its servers. */
export async function login(
  discord: FakeDiscord,
  answer?: Answering,
  options?: Partial<ClientOptions>,
): Promise<Client<true>> {
  const client = clientOf(discord, answer, options);
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(discord.token);
  await ready;
  return client as Client<true>;
}

/** An answer of the REST API. */
export type Got = {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
};

/** Calls the REST API as the bot, or (`auth: false`) without its token. */
export async function call(
  discord: FakeDiscord,
  request: string,
  body?: unknown,
  options: { readonly auth?: boolean; readonly form?: FormData } = {},
): Promise<Got> {
  const [method = "GET", path = ""] = request.split(" ");
  const response = await fetch(`${discord.api}/v10${path}`, {
    method,
    headers: {
      ...((options.auth ?? true) ? { authorization: `Bot ${discord.token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.form ? { body: options.form } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text ? (JSON.parse(text) as Json) : {},
    headers: response.headers,
  };
}

/** Posts a message as the bot. */
export function post(
  discord: FakeDiscord,
  channel: Channel,
  body: unknown = { content: "a" },
): Promise<Got> {
  return call(discord, `POST /channels/${channel.id}/messages`, body);
}
