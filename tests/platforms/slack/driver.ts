import { setImmediate } from "node:timers/promises";
import { type Host, type Values, writeWords } from "#chat";
import type { Driver } from "../../contracts/platform.ts";
import {
  type FakeSlack,
  type Message,
  mentionsIn,
  readBlocks,
  textOf,
} from "../../fakes/slack/index.ts";
import { type Stage, type StageOptions, setStage } from "./stage.ts";

/** Ada at her Slack, for the contract of platforms. */
export async function slackDriver(host: Host, options: StageOptions): Promise<Driver> {
  const stage = await setStage({ ...options, host });
  const { slack } = stage;
  const ada = slack.person("ada");
  const holder = (label: string): Message => {
    const found = ada
      .messages()
      .findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${label}"`));
    if (!found) throw new Error(`No message has a button ${label}`);
    return found;
  };
  const words = (command: string, input: Values): string => {
    const card = host.commands.find(({ name }) => name === command);
    if (!card) throw new Error(`There is no command ${command}`);
    return writeWords(card, input);
  };
  return {
    platform: { ...stage.platform, stop: () => end(stage) },
    at: { platform: "slack", tenant: slack.lab.id, channel: ada.channel.id },
    by: ada.user.id,
    say: async (command, input) =>
      textOf(await ada.command("/papers", words(command, input)).answer),
    press: async (label) => textOf(await ada.press(holder(label), label).answer),
    async fill(label, values) {
      const pressed = ada.press(holder(label), label);
      ada.submit(await pressed.modal, values as Readonly<Record<string, string>>);
      // The answer comes by the response_url of the press.
      return textOf(await pressed.answer);
    },
    async suggest(_command, option, typed) {
      await ada.command("/papers", "page").answer;
      const form = await ada.press(holder("Edit"), "Edit").modal;
      const options = await ada.typeahead(form, option, typed).options;
      // What was typed is offered too, since a menu takes nothing else.
      return options.map(({ value }) => String(value)).filter((value) => value !== typed);
    },
    shown: () => ada.messages().map(textOf).join("\n"),
    misdeeds: () => ada.messages().flatMap(misdeedsOf),
    leftOpen: () => leftOpen(slack),
    anew: (next) => slackDriver(next, { ...options, slack, store: stage.store }),
  };
}

/** Everything but the fake, which the next platform may go on with and which the test closes. */
async function end({ platform, port, slack }: Stage): Promise<void> {
  await platform.stop();
  await port?.close();
  // The fake hears of a closed connection a turn later than the bot.
  for (let turns = 0; slack.socket.open > 0 && turns < 1000; turns++) await setImmediate();
}

function leftOpen({ socket }: FakeSlack): readonly string[] {
  return socket.open > 0 ? [`${socket.open} sockets`] : [];
}

/**
 * What foreign text could do on Slack: mention, link, format, or steer the screen. The fallback text
 * has no escape for formatting and is not shown beside blocks, but it notifies.
 */
function misdeedsOf(message: Message): readonly string[] {
  const pieces = readBlocks(message.blocks);
  return [
    ...mentionsIn(message).map(({ kind, id }) => `mentions ${kind} ${id}`),
    ...pieces.flatMap(({ links }) => links.map(({ url }) => `links to ${url}`)),
    ...pieces.flatMap(({ kind, formatting }) =>
      kind === "mrkdwn" ? formatting.map((one) => `formats ${one.text}`) : [],
    ),
    ...(`${message.text} ${textOf(message.blocks)}`.match(STEERING) ?? []),
  ];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const STEERING = /[\u0000-\u0008\u001b\u009b\u202a-\u202e\u2066-\u2069]/g;
