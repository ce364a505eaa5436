import type { Gate, Host, Log, Manner, Reply } from "#chat";
import { openStore, type Store } from "#store";
import { type Bot, createBot } from "../../../src/bot.ts";
import { createSlack, type Slack, type SlackOptions } from "../../../src/platforms/slack/index.ts";
import { openPort, type Port } from "../../../src/web/index.ts";
import { bundledIndex } from "../../bundled-index.ts";
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from "../../fakes/slack/index.ts";

/** Scopes of the bot; what the fake refuses for want of one shows up in its refusals. */
export const SCOPES = [
  "app_mentions:read",
  "chat:write",
  "chat:write.public",
  "commands",
  "links:read",
  "links:write",
  "users:read",
];

/** One line of the log. */
type Line = { readonly level: string; readonly message: string; readonly fields: object };

/** How a stage is set. */
export type StageOptions = {
  readonly fake?: FakeSlackOptions;
  readonly config?: Partial<SlackOptions["config"]>;
  readonly over?: "http" | "socket";
  /** In place of the bot's. */
  readonly host?: Host;
  readonly store?: Store;
  readonly slack?: FakeSlack;
  /** How often people may ask: as they like, unless said otherwise. */
  readonly gate?: Gate;
  /** False: the test itself starts the platform. */
  readonly started?: false;
};

/** The bot on a store in memory, on Slack: the fake, the real Bolt, one port. */
export type Stage = {
  readonly slack: FakeSlack;
  readonly platform: Slack;
  readonly bot: Bot;
  readonly store: Store;
  readonly port: Port | undefined;
  readonly log: readonly Line[];
  readonly lost: readonly { readonly tenant: string; readonly why: string }[];
  readonly now: () => number;
  pass(ms: number): void;
  post(reply: Reply, key: string, manner?: Manner, channel?: string): ReturnType<Slack["post"]>;
  /** What Slack refused, but for the question whether a channel can be seen, whose answers are errors. */
  refused(): string;
  close(): Promise<void>;
};

/** Sets the stage and starts the platform. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  let now = Date.parse("2026-11-24T07:00:00Z");
  const clock = () => now;
  const slack =
    options.slack ??
    (await startFakeSlack({
      now: clock,
      ...options.fake,
      app: { scopes: SCOPES, ...options.fake?.app },
    }));
  const store = options.store ?? (await openStore({ file: ":memory:" }));
  const lines: Line[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, fields });
  const log: Log = { info: write("info"), warn: write("warn"), error: write("error") };
  const bot = await createBot({
    ...{ ...bundledIndex(), store, root: "papers", log, now: clock },
    gate: options.gate ?? (() => undefined),
  });
  const lost: { tenant: string; why: string }[] = [];
  const platform = createSlack({
    config: configOf(slack, options),
    root: "papers",
    tickets: bot.tickets,
    installations: store.installations,
    receipts: store.receipts,
    logins: store.logins,
    log,
    now: clock,
    wait: async (ms) => {
      now += ms;
    },
    lost: async (where, why) => {
      lost.push({ tenant: where.tenant, why });
      await bot.lost(where, why);
    },
  });
  if (options.started ?? true) await platform.start(options.host ?? bot.host);
  const port =
    platform.routes.size > 0
      ? await openPort({ host: "127.0.0.1", port: 0, routes: platform.routes, log })
      : undefined;
  if (options.over !== "socket" && port) slack.appAt(`http://127.0.0.1:${port.port}/slack/events`);
  return {
    ...{ slack, platform, bot, store, port, lost },
    log: lines,
    now: clock,
    pass: (ms) => {
      now += ms;
    },
    post: (reply, key, manner, channel = slack.lab.channel("papers").id) =>
      platform.post({ platform: "slack", tenant: slack.lab.id, channel }, reply, key, manner),
    refused: () =>
      slack.refusals
        .filter(({ method }) => method !== "chat.getPermalink")
        .map(({ method, error, details }) => [`${method}: ${error}`, ...details].join("\n"))
        .join("\n"),
    async close() {
      await platform.stop();
      await port?.close();
      await slack.close();
      if (!options.store) await store.close();
    },
  };
}

function configOf(slack: FakeSlack, { config, over }: StageOptions): SlackOptions["config"] {
  return {
    apiUrl: slack.apiUrl,
    ...(over === "socket"
      ? { appToken: slack.app.appToken }
      : { signingSecret: slack.app.signingSecret }),
    ...(!config?.oauth && { botToken: slack.botToken }),
    ...{ managers: [], history: false, cards: false },
    ...config,
  };
}

/** Words that subscribe a channel with nothing left to ask. */
export const SUBSCRIBE = "subscribe time:09:00 zone:Europe/Berlin";
