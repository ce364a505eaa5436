import type { webApi } from "@slack/bolt";
import type { Call, Place, Values } from "#chat";
import { barredIn } from "./barred.ts";
import type { House } from "./house.ts";
import type { Named } from "./people.ts";

/** Name of the platform, as in `Place.platform`. */
export const PLATFORM = "slack";

/** Where something came from: enough to make a call of it and to answer. */
export type Scene = {
  readonly client: webApi.WebClient;
  /** The workspace, from the verified envelope. */
  readonly tenant: string;
  readonly by: Named;
  /** Absent where there is none, as on a person's home page. */
  readonly channel?: string;
  /** The message whose thread this is in, by its ts. */
  readonly thread?: string;
  /** A message that is in no thread yet, by its ts: an answer for all begins one below it. */
  readonly begins?: string;
  /** Slack's response_url, which takes 5 answers in 30 minutes. */
  readonly url?: string;
};

/** What is asked there. */
export type Asked = { readonly command: string; readonly input: Values };

/** The call that a person makes there. Their own id stands for the direct messages with them where there is no channel. */
export async function callFrom(house: House, scene: Scene, asked: Asked): Promise<Call> {
  const { client, tenant, by } = scene;
  const command = house.host.commands.find(({ name }) => name === asked.command);
  const at: Place = { platform: PLATFORM, tenant, channel: scene.channel ?? by.id };
  const person = await house.people(client, tenant, by);
  const call: Call = { command: asked.command, input: asked.input, by: person, at };
  const barred = command ? await barredIn(client, command, call) : {};
  return Object.keys(barred).length > 0 ? { ...call, barred } : call;
}
