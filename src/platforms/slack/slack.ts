import type { RequestListener } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import {
  type CommandCard,
  type Condition,
  createCondition,
  type Host,
  type Platform,
  PostError,
} from "#chat";
import { acknowledgeFirst, type Desk } from "./acknowledge.ts";
import { apologise } from "./apologise.ts";
import { clientOptions } from "./client-options.ts";
import { createDoor } from "./door.ts";
import { createLogger } from "./logger.ts";
import type { SlackOptions } from "./options.ts";
import { receive } from "./receive.ts";
import { PLATFORM } from "./scene.ts";
import { createSocket, type Socket } from "./socket.ts";
import { createLazyVoice, speak, type Voice } from "./speak.ts";

/** Slack, with the pages that it needs on the bot's port: none in Socket Mode for one workspace. */
export type Slack = Platform & { readonly routes: ReadonlyMap<string, RequestListener> };

/** Slack sends an event again for an hour at most; this many milliseconds are on the safe side. */
const RETRIED_MS = 2 * 60 * 60_000;

/** Longest that what is being answered is waited for at the end, in milliseconds. */
const FAREWELL_MS = 5_000;

/** What there is between start and stop. */
type Running = {
  readonly desk: Desk;
  readonly socket?: Socket;
  /** By path. */
  readonly pages: Readonly<Record<string, RequestListener | undefined>>;
};

/** Talks to Slack: over a socket where there is an app token, else over HTTP; one workspace, or all that install it. */
export function createSlack(options: SlackOptions): Slack {
  const { config } = options;
  const condition = createCondition("Slack");
  let starting: Promise<Running> | undefined;
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;
  const logger = createLogger(options.log);
  let voice: Voice | undefined;
  const find = async (commands: readonly CommandCard[]): Promise<Voice> => {
    voice = await speak({ ...options, wait: options.wait ?? pause }, commands, logger);
    return voice;
  };
  const { post, tell } = createLazyVoice(async () => voice ?? (await find([])));
  const going = (): void => {
    if (stopping !== undefined) throw new PostError("transient", "I am being stopped");
  };
  const paths = [
    ...(config.signingSecret && !config.appToken ? ["/slack/events"] : []),
    ...(config.oauth ? ["/slack/install", "/slack/oauth_redirect"] : []),
  ];
  const page =
    (path: string): RequestListener =>
    (request, response) => {
      const listener = stopping === undefined ? running?.pages[path] : undefined;
      if (listener) return listener(request, response);
      response.writeHead(503, { "content-type": "text/plain", connection: "close" });
      response.end("I am not ready yet.\n");
    };
  return {
    name: PLATFORM,
    routes: new Map(paths.map((path) => [path, page(path)])),
    async start(host) {
      if (stopping !== undefined) return;
      starting = condition.during(async () =>
        run(options, { host, condition, voice: await find(host.commands) }, logger),
      );
      running = await starting;
      if (stopping !== undefined) return;
      condition.well();
      const over = config.appToken ? "a socket" : "HTTP";
      options.log.info({}, `On Slack over ${over}`);
    },
    async post(...what) {
      going();
      return await post(...what);
    },
    async tell(to, reply) {
      going();
      await tell(to, reply);
    },
    health: condition.health,
    stop() {
      stopping ??= end(starting).finally(() => condition.ill("I have left Slack."));
      return stopping;
    },
  };
}

async function run(
  options: SlackOptions,
  { host, condition, voice }: { host: Host; condition: Condition; voice: Voice },
  logger: ReturnType<typeof createLogger>,
): Promise<Running> {
  const { config, root, tickets, receipts, log, now } = options;
  const { workspaces, oauth, draws, people, removed } = voice;
  const sockets = config.appToken ? receiverOf(config.appToken, config.apiUrl, logger) : undefined;
  const app = new App({
    receiver: sockets ?? NOWHERE,
    authorize: workspaces.authorize,
    clientOptions: clientOptions(config.apiUrl, logger),
    logger,
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
  });
  await app.init();
  app.error(apologise(log));
  receive(
    app,
    { host, root, tickets, people, draws, log },
    {
      removed,
      isNew: async (id) => {
        try {
          return await receipts.take(`slack:event:${id}`, now() + RETRIED_MS);
        } catch (error) {
          // Twice is better than never: what an event asks for can be seen, and nothing is posted by one.
          log.warn({ err: error }, "An event could not be told from one sent again");
          return true;
        }
      },
    },
  );
  const desk = acknowledgeFirst({ handle: app.processEvent.bind(app), log });
  app.processEvent = (event) => desk.take(event);
  const { signingSecret } = config;
  const door = signingSecret && createDoor({ signingSecret, now, receipts, log, take: desk.take });
  const socket = sockets && createSocket(sockets, { log, condition, now });
  await socket?.start();
  return {
    desk,
    ...(socket && { socket }),
    pages: {
      ...(door && { "/slack/events": door }),
      ...(oauth && { "/slack/install": oauth.listener, "/slack/oauth_redirect": oauth.listener }),
    },
  };
}

/** Over HTTP requests come in by our own door. */
const NOWHERE: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

function receiverOf(appToken: string, apiUrl: string, logger: ReturnType<typeof createLogger>) {
  return new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, logger) },
  });
}

/** What is still starting is ended once it has started, since its socket would stay open. */
async function end(starting: Promise<Running> | undefined): Promise<void> {
  const ending = starting?.then(
    async ({ socket, desk }) => {
      await socket?.stop();
      await desk.idle();
    },
    // What could not be started has nothing to end, and who started it has heard why.
    () => {},
  );
  await Promise.race([ending, pause(FAREWELL_MS, undefined, { ref: false })]);
}
