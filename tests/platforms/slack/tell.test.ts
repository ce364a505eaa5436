import { afterEach, expect, test } from "vitest";
import { PostError } from "#chat";
import { type Message, textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const NOTICE = { summary: "I stopped.", blocks: [{ kind: "text", text: "I stopped." }] } as const;

/** Somebody's direct messages with the bot. */
const told = (name: string): readonly Message[] =>
  stage.slack.lab.direct(stage.slack.person(name).user.id).messages;
const tell = (name: string) =>
  stage.platform.tell(
    { tenant: stage.slack.lab.id, person: stage.slack.person(name).user.id },
    NOTICE,
    "notice-1",
  );
const HOUR = 60 * 60_000;

/** One whole beat. */
const beat = async () => {
  const heart = stage.bot.deliver([stage.platform]);
  await expect.poll(() => heart.last()).toBe(stage.now());
  await heart.stop();
};

test("a stop is told to who subscribed, and one press there starts the posts again", async () => {
  stage = await setStage();
  const { slack, store } = stage;
  const olga = slack.person("olga");
  await olga.command("/papers", SUBSCRIBE).answer;
  slack.lab.channel("papers").archived = true;
  stage.pass(2 * HOUR);
  await beat();
  stage.pass(60_000);
  await beat();
  await beat();
  slack.lab.channel("papers").archived = false;
  const [notice, ...others] = told("olga");
  expect([textOf(notice!), others]).toEqual([expect.stringContaining("was archived"), []]);
  const there = slack.person("olga", { channel: notice!.channel });
  expect(textOf(await there.press(notice!, "Resume").answer)).toContain("Resumed: the next post");
  const scope = { platform: "slack", tenant: slack.lab.id };
  expect(await store.subscriptions.inTenant(scope)).toMatchObject([{ state: "enabled" }]);
  expect(stage.refused()).not.toContain("invalid");
});

test("somebody who no longer manages is told nothing, and those whom the operator named are", async () => {
  const { slack, store, platform } = await setStage();
  await platform.stop();
  stage = await setStage({ slack, store, config: { managers: [slack.person("ada").user.id] } });
  await tell("ben");
  expect([told("ben"), told("ada").map(textOf)]).toEqual([[], ["I stopped."]]);
});

test("it is said when there is nobody who can be told", async () => {
  stage = await setStage();
  const error = await tell("ben").catch((why: unknown) => why);
  expect(error).toBeInstanceOf(PostError);
  expect(error).toMatchObject({ fault: "gone" });
});

test.each([
  ["limits it", "chat.postMessage", { status: 429, retryAfter: 9 }, "rate"],
  ["has no answer", "chat.postMessage", { status: 500 }, "unclear"],
  ["can't say who somebody is", "users.info", { error: "internal_error" }, "transient"],
] as const)(
  "a notice that fails because Slack %s is classed",
  async (_, method, fault, expected) => {
    stage = await setStage();
    stage.slack.faults.next(method, fault);
    expect(await tell("olga").catch((why: unknown) => why)).toMatchObject({ fault: expected });
  },
);
