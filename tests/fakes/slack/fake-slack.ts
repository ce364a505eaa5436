import { type SlackApp, USUAL_APP } from "./app.ts";
import type { Backstage, Call } from "./backstage.ts";
import { createEvents, type Events } from "./events.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createFiles, type Files } from "./files.ts";
import { createHoldings } from "./holdings.ts";
import { createIds } from "./ids.ts";
import { createInstalls, type Installs } from "./installs.ts";
import { createLinks } from "./links.ts";
import { createPerson, type Person } from "./people/person.ts";
import { createRates, type Rates } from "./rates.ts";
import { type Refusal, tell } from "./refusals.ts";
import { createResponses } from "./responses.ts";
import { createScheduled, type Scheduled } from "./scheduled.ts";
import { createSender, type Sender } from "./sender.ts";
import { listen, type Server } from "./server.ts";
import { createSocketMode, type SocketMode } from "./socket.ts";
import { createTickets } from "./tickets.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createTriggers } from "./triggers.ts";
import { createViews, type Views } from "./views.ts";
import type { Workspace } from "./workspace.ts";
import { createWorld, type World } from "./world.ts";

/** How a fake is set up; nothing of it is needed. */
export type FakeSlackOptions = {
  /** What differs from the usual app: secrets, scopes, manifest, token rotation. */
  readonly app?: Partial<SlackApp>;
  /** Milliseconds since 1970, for triggers, response_urls, tokens, rate limits and timestamps. */
  readonly now?: () => number;
  /** Dates signatures, which Bolt holds against the real clock; `now` when not given. */
  readonly signedAt?: () => number;
  /** Whether rate limits count. */
  readonly rates?: boolean;
  /** How long Slack waits for an acknowledgement, in milliseconds of real time; 3000 when not given. */
  readonly patience?: number;
  /** The first workspace: under the roof of an organisation when one is given. */
  readonly enterprise?: { readonly id: string; readonly name: string };
  /** False: the app is installed nowhere yet, so that OAuth must do it. */
  readonly installed?: boolean;
};

/** A Slack of one's own. */
export type FakeSlack = {
  /** Base address, and that of the Web API for `slackApiUrl`. */
  readonly url: string;
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizeUrl: string;
  readonly app: SlackApp;
  readonly world: World;
  /** The first workspace, called Lab. */
  readonly lab: Workspace;
  /** The bot token of the first workspace; empty when the app is not installed. */
  readonly botToken: string;
  readonly tokens: Tokens;
  readonly views: Views;
  readonly files: Files;
  readonly installs: Installs;
  readonly scheduled: Scheduled;
  readonly events: Events;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly socket: SocketMode;
  /** Every request to the Web API. */
  readonly calls: readonly Call[];
  /** The arguments of every call to this method. */
  sent(method: string): readonly Call["args"][];
  /** What Slack would not take. Expect `told()` to be empty at the end of a test. */
  readonly refusals: readonly Refusal[];
  /** The refusals as text, one a line. */
  told(): string;
  /** From now on envelopes go to this address over HTTP; without a call they go over sockets. */
  appAt(url: string): Sender;
  /** From now on envelopes go over sockets again. */
  appOverSocket(): void;
  /** Somebody in a channel: `papers` of the first workspace when nothing else is said. */
  person(
    name: string,
    place?: { readonly channel?: string; readonly workspace?: Workspace },
  ): Person;
  /** Cuts every connection; nothing stays open. */
  close(): Promise<void>;
};

/** Starts a fake Slack on a port of its own. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const server: Server = await listen(() => stage);
  const { stage, lab, refusals, ends, aim } = setStage(options, server);
  const { app, world, tokens } = stage;
  const socket = createSocketMode({ app, tickets: stage.tickets, ...patience(options) });
  server.onUpgrade(socket.upgrade);
  aim(socket);
  const url = stage.url();
  return {
    url,
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    app,
    world,
    lab,
    get botToken() {
      return tokens.bot(lab)?.value ?? "";
    },
    tokens,
    views: stage.views,
    files: stage.files,
    installs: stage.installs,
    scheduled: stage.scheduled,
    events: stage.events,
    faults: stage.faults,
    rates: stage.rates,
    socket,
    calls: stage.calls,
    sent: (method) => stage.calls.filter((call) => call.method === method).map(({ args }) => args),
    refusals,
    told: () => refusals.map(tell).join("\n"),
    appAt(address) {
      const clock = options.signedAt ?? stage.now;
      const { signingSecret } = app;
      const sender = createSender({ url: address, signingSecret, clock, ...patience(options) });
      aim(sender);
      return sender;
    },
    appOverSocket: () => aim(socket),
    person: (name, { channel = "papers", workspace = lab } = {}) =>
      createPerson(stage, workspace, name, channel),
    async close() {
      for (const end of ends) end();
      await socket.close();
      await server.close();
    },
  };
}

function setStage(options: FakeSlackOptions, server: Server) {
  const app: SlackApp = { ...USUAL_APP, ...options.app };
  const now = options.now ?? Date.now;
  const ids = createIds(now);
  const world = createWorld(ids);
  const { enterprise, installed = true } = options;
  const lab = world.addWorkspace({ name: "Lab", ...(enterprise && { enterprise }) });
  const tokens = createTokens(app, ids, now);
  if (installed) tokens.issue(lab);
  const refusals: Refusal[] = [];
  const ends: (() => void)[] = [];
  let way: ReturnType<Backstage["way"]> | undefined;
  const home = (team: string | null) => (team ? world.workspace(team) : lab);
  const stage: Backstage = {
    app,
    now,
    ids,
    world,
    tokens,
    triggers: createTriggers(ids, now),
    responses: createResponses(now, () => ids.next("R")),
    views: createViews(world, ids),
    files: createFiles(ids),
    installs: createInstalls({ app, ids, now, home }),
    scheduled: createScheduled(world, ids, now),
    links: createLinks(world, ids),
    holdings: createHoldings(),
    tickets: createTickets(ids),
    events: createEvents(() => stage),
    faults: createFaults(),
    rates: createRates(options.rates ?? false, now),
    calls: [],
    refusals,
    refuse: (refusal) => void refusals.push(refusal),
    way: () => {
      if (!way) throw new Error("The fake has no way to the app yet.");
      return way;
    },
    onClose: (end) => void ends.push(end),
    url: () => `http://127.0.0.1:${server.port}`,
  };
  const aim = (to: ReturnType<Backstage["way"]>) => {
    way = to;
  };
  return { stage, lab, refusals, ends, aim };
}

function patience({ patience: given }: FakeSlackOptions) {
  return given === undefined ? {} : { patience: given };
}
