import type { webApi } from "@slack/bolt";
import {
  type Call,
  type CommandCard,
  type Person,
  type Place,
  refusal,
  UserError,
  type Values,
} from "#chat";
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

const UNCLEAR =
  "Slack did not tell me whether you manage this workspace, which I must know for that: try again in a minute.";

/**
 * Who this is, where they may use the command.
 * @throws UserError saying why they may not
 */
export async function admit(
  { people }: House,
  { client, tenant, by }: Scene,
  command: CommandCard,
): Promise<Person> {
  const { unclear, ...person } = await people(client, tenant, by);
  const refused = refusal(command, person);
  if (refused !== undefined) throw new UserError(unclear ? UNCLEAR : refused);
  return person;
}

/**
 * The call that a person makes there. Their own id stands for the direct messages with them where there is no channel.
 * @throws UserError when they may not make it, or there is no such command
 */
export async function callFrom(house: House, scene: Scene, asked: Asked): Promise<Call> {
  const { client, tenant, by } = scene;
  const command = house.host.commands.find(({ name }) => name === asked.command);
  if (!command) throw new UserError(`There is no command ${asked.command} any more: try help.`);
  const at: Place = { platform: PLATFORM, tenant, channel: scene.channel ?? by.id };
  const person = await admit(house, scene, command);
  const call: Call = { command: asked.command, input: asked.input, by: person, at };
  const barred = await barredIn(client, command, call);
  return Object.keys(barred).length > 0 ? { ...call, barred } : call;
}
