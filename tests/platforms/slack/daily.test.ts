import { afterEach, beforeEach, expect, test } from "vitest";
import { type Message, type Person, textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
let olga: Person;

beforeEach(async () => {
  stage = await setStage();
  olga = stage.slack.person("olga");
});
afterEach(() => stage.close());

const HOUR = 60 * 60_000;

/** Lets the clock go to after nine in Berlin, and everything that is due go out. */
async function nextMorning(): Promise<void> {
  stage.pass(2 * HOUR);
  const scope = { platform: "slack", tenant: stage.slack.lab.id };
  const [{ id } = { id: "" }] = await stage.store.subscriptions.inTenant(scope);
  const beat = stage.bot.deliver([stage.platform]);
  await expect
    .poll(async () => (await stage.store.deliveries.last(scope, id, 1))[0]?.state)
    .toMatch(/sent|failed/);
  await beat.stop();
}

const posts = () =>
  stage.slack.lab.channel("papers").messages.filter(({ metadata }) => metadata !== undefined);

test("a subscribed channel gets its post in the morning, once, and its buttons work", async () => {
  await olga.command("/papers", SUBSCRIBE).answer;
  await nextMorning();
  const again = stage.bot.deliver([stage.platform]);
  await again.stop();
  expect(posts()).toHaveLength(1);
  const [post] = posts();
  expect(post).toMatchObject({ metadata: { event_type: "paperboy_delivery" }, unfurlLinks: false });
  const saved = await stage.slack.person("ben").press(post!, "Save").answer;
  expect(textOf(saved)).toContain("Saved");
  expect(stage.refused()).toBe("");
});

test("with a thread the papers stand in it in detail", async () => {
  await olga.command("/papers", `${SUBSCRIBE} thread`).answer;
  await nextMorning();
  const [post] = posts();
  const thread = stage.slack.lab
    .channel("papers")
    .messages.filter(({ threadTs }) => threadTs === post?.ts);
  expect(thread.length).toBeGreaterThan(0);
  expect(stage.refused()).toBe("");
});

test("a preview is the post to the byte, the messages of its thread too", async () => {
  await olga.command("/papers", `${SUBSCRIBE} count:10 thread mention:S012GROUP`).answer;
  await olga.command("/papers", "subscriptions preview 1").answer;
  const messages = () => stage.slack.lab.channel("papers").messages;
  const previewed = () =>
    messages()
      .filter(({ blocks }) => isPost(blocks))
      .map(drawn);
  await expect.poll(() => previewed().length).toBeGreaterThan(1);
  const preview = previewed();
  await nextMorning();
  expect(
    messages()
      .filter(({ metadata }) => metadata)
      .map(drawn),
  ).toEqual(preview);
  expect(stage.refused()).toBe("");
});

/** A message's text and blocks without the ids that Slack gives the blocks. */
const drawn = ({ text, blocks }: Message) =>
  JSON.stringify({ text, blocks }, (name, value: unknown) =>
    name === "block_id" ? undefined : value,
  );
const isPost = (blocks: unknown) => /Papers for|arxiv\.org/.test(JSON.stringify(blocks));

test("a channel that was archived stops its subscription, which says how to mend it", async () => {
  await olga.command("/papers", SUBSCRIBE).answer;
  stage.slack.lab.channel("papers").archived = true;
  await nextMorning();
  stage.slack.lab.channel("papers").archived = false;
  expect(textOf(await olga.command("/papers", "subscriptions").answer)).toContain("archived");
});
