import type { APIMessage } from "discord.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deliverDue } from "#digest";
import { openStore } from "#store";
import { read, type Stage, seenOf, setStage } from "./stage.ts";

const DAY = 24 * 60 * 60_000;
const HOUR = DAY / 24;
/** A little after eight on a Tuesday. */
const DUE = Date.parse("2026-11-24T08:00:10Z");

let stage: Stage;
let clock: { now: number };
beforeEach(async () => {
  clock = { now: DUE - HOUR };
  stage = await setStage({ clock });
});
afterEach(() => stage.close());

const subscribed = async (options = {}) => {
  const { ada } = stage;
  await ada.command("papers", "subscribe", { zone: "UTC", time: "08:00", ...options }).answered;
};
/** One whole beat at this moment: what is due goes out. */
const beat = async (now: number, { bot, platform } = stage) => {
  clock.now = now;
  const { signal: hurry } = new AbortController();
  await bot.beat([platform])({ stopping: () => false, alive: () => {}, hurry });
};
const isPost = (message: APIMessage) =>
  !message.interaction_metadata && /Papers for \d+ Nov 2026/.test(read(message));
const posts = (channel = stage.channel) => channel.messages.filter(isPost);
const listed = async () => await stage.ada.command("papers", "subscriptions").answered;

test("the daily post is planned, posted once and shown with how it went", async () => {
  await subscribed({ thread: true });
  await beat(DUE);
  await beat(DUE);
  expect(posts()).toHaveLength(1);
  expect(stage.guild.threads).toHaveLength(1);
  expect(read(await listed())).toContain("24 Nov sent, 5 papers");
  expect(stage.discord.refusals).toEqual([]);
});

test("a preview is the post to the byte, but for the mark by which a post is found again", async () => {
  const mention = stage.guild.role("readers");
  await subscribed({ thread: true, mention });
  clock.now = DUE - 1;
  const asked = stage.ada.command("papers", "subscriptions", { do: "preview" });
  const preview = unmarked(await asked.answered);
  expect(preview).toContain(`<@&${mention.id}>`);
  await beat(DUE);
  expect(posts().map(unmarked)).toEqual([preview]);
});

/** A message's components without the numbers that tell posts apart. */
const unmarked = ({ components }: APIMessage) =>
  JSON.stringify(components, (name, value: unknown) => (name === "id" ? undefined : value));

test("a post whose reply was lost is not doubled by another process an hour later", async () => {
  await subscribed();
  stage.discord.faults.next("POST /channels/*/messages", { reset: "after" });
  stage.discord.faults.next("GET /channels/*/messages", { status: 503 }, 5);
  await beat(DUE);
  const later = await stage.restart();
  await beat(DUE + HOUR, later);
  stage.discord.faults.clear();
  await beat(DUE + 2 * HOUR, later);
  expect(posts()).toHaveLength(1);
  expect(read(await listed())).toContain("24 Nov sent, 5 papers");
  await later.platform.stop();
});

test("an older copy of the database, from before the post, finds the post instead of making another", async () => {
  await subscribed();
  const [subscription] = await stage.store.subscriptions.inTenant(stage.at);
  await beat(DUE);
  const older = await openStore({ file: ":memory:" });
  await older.subscriptions.put(subscription!);
  clock.now = DUE + HOUR;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const { platform } = await stage.restart();
  await deliverDue(
    {
      ...{ store: older, platforms: new Map([["discord", platform]]), log, paused: new Map() },
      now: () => clock.now,
      compose: async () => ({
        ...{ kind: "post", papers: [] },
        reply: { summary: "Papers for 24 Nov 2026", blocks: [] },
      }),
    },
    () => false,
  );
  expect(posts()).toHaveLength(1);
  const [row] = await older.deliveries.last(stage.at, subscription!.id, 1);
  expect(row).toMatchObject({ state: "sent", message: posts()[0]?.id });
  await platform.stop();
  await older.close();
});

test("two subscriptions in one forum get a thread each, also when a reply was lost", async () => {
  const channel = stage.guild.channel({ type: "forum" });
  await subscribed({ channel });
  await subscribed({ channel, topics: "graphs" });
  stage.discord.faults.next("POST /channels/*/threads", { reset: "after" });
  await beat(DUE);
  await beat(DUE + HOUR);
  expect(stage.guild.threads).toHaveLength(2);
});

test("a role that is gone is no reason not to post", async () => {
  const role = stage.guild.role("readers");
  await subscribed({ mention: role });
  stage.guild.roles.delete(role.id);
  await beat(DUE);
  expect(posts()).toMatchObject([{ mention_roles: [], mention_everyone: false }]);
});

test("a token that is refused stops nothing: the post goes out once it is mended", async () => {
  await subscribed();
  stage.discord.faults.next("POST /channels/*/messages", { status: 401 });
  await beat(DUE);
  expect(read(await listed())).toContain("Discord refuses the token");
  await beat(DUE + HOUR);
  expect(posts()).toHaveLength(1);
});

describe("posts that stopped say why, and go on after one press", () => {
  test.each([
    [
      "when the bot was removed and added again",
      async () => {
        stage.guild.kickBot();
        await vi.waitFor(() => expect(stage.lost).toHaveLength(1));
      },
      () => stage.guild.addBot(),
      "removed from this server: add me again",
    ],
    [
      "when it may not write any more",
      () => stage.channel.denyBot("SendMessages"),
      () => stage.channel.overwrites.clear(),
      "allow me View Channel and Send Messages",
    ],
  ])("%s", async (_, lose, mend, why) => {
    await subscribed();
    await lose();
    await beat(DUE);
    mend();
    expect(posts()).toEqual([]);
    const list = await listed();
    expect(read(list)).toContain(why);
    const told = await seenOf(stage.ada.press(list, "Resume"));
    expect(read(told)).toContain("Resumed: the next post");
    await beat(DUE + DAY);
    expect(posts()).toHaveLength(1);
  });
});
