import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "#config";
import { openStore, type Store } from "#store";
import { type Bot, createBot } from "../src/bot.ts";
import { connect } from "../src/connect.ts";
import { dutiesOf, needWork, type Role, readRole, warningOf } from "../src/roles.ts";
import { newFolder, remove, startBot } from "./running.ts";

const LOG = { info: () => {}, warn: () => {}, error: () => {} };

describe("the role", () => {
  test.each([
    [["search", "graphs"], "all", ["search", "graphs"]],
    [["--role", "worker"], "worker", []],
    [["--role=web"], "web", []],
    // A word of a search is no setting.
    [["search", "--role", "models"], "all", ["search", "--role", "models"]],
  ] as const)("of %j is %s", (args, role, rest) => {
    expect(readRole(args)).toEqual({ role, rest });
  });

  test.each([
    [["--role", "boss"], "--role must be all, gateway, worker or web, not “boss”."],
    [["--role"], "--role must be all, gateway, worker or web, not “”."],
    [["--role", "toString"], "--role must be all, gateway, worker or web, not “toString”."],
    [["--role=web", "help"], "--role web serves and takes no command: leave “help” away."],
  ])("of %j is refused in one sentence", (args, sentence) => {
    expect(() => readRole(args)).toThrow(new ConfigError(sentence));
  });

  test("that is wrong ends the bot with its sentence and nothing else", async () => {
    const folder = newFolder();
    const { said, ended } = startBot(folder, ["--role", "boss"], {});
    expect(await ended).toBe(1);
    expect(said).toEqual({
      out: "",
      err: "--role must be all, gateway, worker or web, not “boss”.\n",
    });
    remove(folder);
  }, 20_000);

  test("with nothing to do says what to set", () => {
    expect(() => needWork("gateway", 1, 0)).toThrow(/nothing to hold: set DISCORD_TOKEN/);
    expect(() => needWork("worker", 0, 0)).toThrow(/nowhere to post: set DISCORD_TOKEN/);
    expect(() => needWork("all", 0, 0)).not.toThrow();
    expect(() => needWork("web", 0, 0)).not.toThrow();
  });

  test("of one process among several is for one machine on SQLite, and says so", () => {
    const file = { file: "data/paperboy.db" };
    expect(warningOf("worker", file)).toMatch(/same DATA_DIR.*PostgreSQL/);
    expect(warningOf("worker", { url: "postgres://a@b/c" })).toBeUndefined();
    expect(warningOf("all", file)).toBeUndefined();
  });
});

describe("what a process of each role", () => {
  let store: Store;
  let bot: Bot;
  beforeAll(async () => {
    store = await openStore({ file: ":memory:" });
    bot = await createBot({ store, root: "papers", log: LOG, now: Date.now });
  });
  afterAll(() => store.close());

  const DISCORD = { DISCORD_TOKEN: `${"a".repeat(24)}.${"b".repeat(6)}.${"c".repeat(38)}` };
  const HTTP = { SLACK_BOT_TOKEN: "xoxb-1-2-abc", SLACK_SIGNING_SECRET: "0".repeat(32) };
  const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1-2-abc", SLACK_APP_TOKEN: "xapp-1-A1-1-abc" };
  const MANY = {
    ...{ SLACK_APP_TOKEN: "xapp-1-A1-1-abc", SLACK_CLIENT_ID: "1.2" },
    ...{ SLACK_CLIENT_SECRET: "s", SLACK_STATE_SECRET: "s", SECRET_KEY: "0f".repeat(32) },
  };
  const EVENTS = "/slack/events";
  const PAGES = ["/slack/install", "/slack/oauth_redirect"];

  test.each<[Role, Record<string, string>, string[], string[], string[]]>([
    ["all", { ...DISCORD, ...HTTP }, ["discord", "slack"], ["discord", "slack"], [EVENTS]],
    ["all", SOCKET, ["slack"], ["slack"], []],
    ["all", MANY, ["slack"], ["slack"], PAGES],
    ["gateway", { ...DISCORD, ...HTTP }, ["discord"], ["discord"], []],
    ["gateway", { ...DISCORD, ...SOCKET }, ["discord", "slack"], ["discord", "slack"], []],
    ["gateway", MANY, ["slack"], ["slack"], []],
    ["worker", { ...DISCORD, ...HTTP }, ["discord", "slack"], [], []],
    ["worker", { ...DISCORD, ...SOCKET }, ["discord", "slack"], [], []],
    ["web", { ...DISCORD, ...HTTP }, ["slack"], ["slack"], [EVENTS]],
    ["web", { ...DISCORD, ...SOCKET }, [], [], []],
    ["web", MANY, ["slack"], ["slack"], PAGES],
  ])("%s posts on, listens to and serves, with %j", async (role, env, posts, listens, paths) => {
    const config = readConfig(env, () => "");
    const duties = dutiesOf(role);
    const made = await connect(config, { store, bot, log: LOG, now: Date.now, duties });
    expect(made.platforms.map(({ name }) => name)).toEqual(posts);
    expect(made.listening.map(({ name }) => name)).toEqual(listens);
    expect([...made.routes.keys()].sort()).toEqual(paths.toSorted());
  });
});
