import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Reply } from "#chat";
import { HERE } from "../../../src/platforms/preview/index.ts";
import { openDesk } from "../../desk.ts";
import { type Stage, setStage } from "./stage.ts";
import { controlsIn, type LookName, sentTo, visit, wordsIn } from "./visitor.ts";

const LOOKS: readonly LookName[] = ["discord", "slack"];

let desk: Awaited<ReturnType<typeof openDesk>>;
let stage: Stage;
beforeEach(async () => {
  desk = await openDesk();
  stage = await setStage({ host: desk.bot.host, store: desk.store, now: desk.now });
});
afterEach(async () => {
  expect(stage.failures).toEqual([]);
  await stage.close();
  await desk.store.close();
});

test("one answer is on the wire of both services, as their own renderers draw it", async () => {
  const visitor = visit(stage.url, "discord");
  const answer = await visitor.say("/papers search graf transformer");
  const { said, isPrivate } = answer;
  expect([said, isPrivate]).toEqual(["search graf transformer", false]);
  expect(sentTo(answer, "discord").messages).toMatchObject([
    { flags: 1 << 15, components: [{ type: 17 }], files: [] },
  ]);
  expect(sentTo(answer, "slack").messages).toMatchObject([
    {
      text: expect.stringContaining("graph transformer"),
      blocks: expect.arrayContaining([expect.objectContaining({ type: "rich_text" })]),
    },
  ]);
  const [onDiscord, onSlack] = LOOKS.map((look) =>
    controlsIn(sentTo(answer, look)).map(({ label }) => label),
  );
  expect(onDiscord).toEqual(onSlack);
  expect(onDiscord).toContain("Next page");
});

describe.each(LOOKS)("pressed as %s is", (look) => {
  const visitor = () => visit(stage.url, look);

  test("a page is turned in its place, and what is private stands below, marked", async () => {
    const ada = visitor();
    const found = await ada.say("search graph transformers");
    const { control } = ada.holder("Next page");
    expect(await ada.use(found, control)).toMatchObject({
      ...{ kind: "message", over: true },
      message: { said: expect.stringContaining("page:2"), isPrivate: false },
    });
    expect(await ada.use(found, ada.holder("Save").control)).toMatchObject({
      ...{ kind: "message", over: false },
      message: { isPrivate: true, summary: expect.stringContaining("Saved") },
    });
    expect((await ada.say("saved")).summary).toBe("Your saved papers: 1 paper");
  });

  test("a refusal is its asker's alone and takes nobody's place", async () => {
    const told = await visitor().say("search graph since:yesterday");
    expect([told.isPrivate, told.summary]).toEqual([
      true,
      "since “yesterday” is no date: give it as 2024, 2024-05 or 2024-05-31.",
    ]);
    expect((await visitor().say("serch graphs")).summary).toContain("Did you mean search?");
  });

  test("a channel is subscribed at the browser's own hour, and the form changes it", async () => {
    const ada = visitor();
    const { summary } = await ada.say("subscribe time:07:30");
    expect(summary).toContain("#papers gets 5 papers Monday to Friday at 07:30 (Europe/Berlin)");
    const form = await ada.open("Edit");
    const changed = ada.take(await ada.submit(form, { count: 3, topics: "graphs" }));
    expect(changed.summary).toContain("#papers gets 3 papers Monday to Friday at 07:30");
    const [kept] = await desk.store.subscriptions.inChannel(HERE, HERE.channel);
    expect(kept).toMatchObject({ count: 3, topics: "graphs", time: "07:30", by: "you" });
    expect((await ada.say("subscriptions preview")).summary).toContain("Papers for");
  });

  test("the channel is drawn as a channel, and picked in a form by its own id", async () => {
    const ada = visitor();
    const told = await ada.say("subscribe");
    const wire = JSON.stringify(sentTo(told, look));
    expect(wire).toContain(look === "discord" ? "<#100000000000000001>" : '"C0PREVIEW"');
    const elsewhere = await ada.say("subscribe channel:#general");
    expect(elsewhere.summary).toBe("The preview has one channel: leave it out, or give #papers.");
    expect((await ada.say("subscribe channel:#papers count:2")).summary).toContain("2 papers");
  });
});

test("a form that is refused stays open on Slack, and is opened again from the answer on Discord", async () => {
  const [ada, ben] = [visit(stage.url, "slack"), visit(stage.url, "discord")];
  await ada.say("subscribe");
  const onSlack = await ada.submit(await ada.open("Edit"), { time: "25:00", topics: "graphs" });
  expect(onSlack).toMatchObject({
    kind: "refused",
    errors: { time: expect.stringMatching(/time/) },
  });
  await ben.say("subscribe");
  const form = await ben.open("Edit");
  const onDiscord = ben.take(await ben.submit(form, { time: "25:00", topics: "graphs" }));
  expect(onDiscord.isPrivate).toBe(true);
  const again = await ben.open("Change it");
  expect(JSON.stringify(again.form)).toContain('"value":"25:00"');
  expect(JSON.stringify(again.form)).toContain('"value":"graphs"');
});

test("a field of a form is completed while somebody types", async () => {
  const ada = visit(stage.url, "slack");
  await ada.say("subscribe");
  const { form } = await ada.open("Edit");
  const options = await ada.suggest(form, "zone", "berl");
  expect(options.map(({ value }) => value)).toEqual(["Europe/Berlin", "berl"]);
  expect(await ada.suggest({ ...form, private_metadata: "{}" }, "zone", "berl")).toEqual([]);
});

test("a line is completed: commands with what they do, options, and papers", async () => {
  const ada = visit(stage.url, "slack");
  const commands = await ada.complete("/papers ");
  expect(commands.found.map(({ label }) => label)).toEqual(
    desk.bot.host.commands.map(({ name }) => name),
  );
  expect(commands.found[0]).toEqual({
    ...{ label: "search", value: "search " },
    about: "Find papers by words, best first",
  });
  const { typed, found } = await ada.complete("/papers search topology ");
  expect(typed).toBe("topology ");
  expect(found).toContainEqual(
    expect.objectContaining({ label: "author:", about: "part of an author's name" }),
  );
  expect((await ada.complete("/papers show topology-inf")).found[0]).toMatchObject({
    label: "Topology-Informed Graph Transformer",
  });
});

describe("the daily post", () => {
  const post = (text: string): Reply => ({
    summary: `About ${text}`,
    blocks: [
      { kind: "heading", text },
      {
        kind: "actions",
        actions: [
          {
            kind: "button",
            label: "Next page",
            next: { command: "search", input: { query: "graphs" }, answer: "over" },
          },
        ],
      },
    ],
  });

  test("is shown to whoever looks, once, and is nobody's to turn", async () => {
    const ada = visit(stage.url, "slack");
    expect(await ada.posts()).toEqual([]);
    await stage.platform?.post(HERE, post("Monday"), "monday");
    await stage.platform?.post(HERE, post("Tuesday"), "tuesday");
    const posts = await ada.posts();
    expect(posts.map((one) => [one.post, one.isPrivate, ada.read(one)])).toEqual([
      [1, false, expect.stringContaining("Monday")],
      [2, false, expect.stringContaining("Tuesday")],
    ]);
    expect(await ada.posts()).toEqual([]);
    const { message, control } = ada.holder("Next page");
    expect(await ada.use(message, control)).toMatchObject({
      ...{ over: false, message: { isPrivate: true } },
    });
  });

  test("is there after a restart, and so is its number", async () => {
    await stage.platform?.post(HERE, post("Monday"), "monday");
    const later = await setStage({ host: desk.bot.host, store: desk.store, now: desk.now });
    await later.platform?.post(HERE, post("Monday"), "monday");
    await later.platform?.post(HERE, post("Tuesday"), "tuesday");
    const posts = await visit(later.url, "discord").posts();
    expect(posts.map(({ post, summary }) => [post, summary])).toEqual([
      [1, "About Monday"],
      [2, "About Tuesday"],
    ]);
    await later.close();
  });

  test("of many only the last ten are kept", async () => {
    for (let day = 1; day <= 12; day++)
      await stage.platform?.post(HERE, post(`Day ${day}`), `key ${day}`);
    const posts = await visit(stage.url, "discord").posts();
    expect(posts.map(({ post }) => post)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("comes by the heartbeat to the subscribed channel, with its thread on Slack", async () => {
    const ada = visit(stage.url, "slack");
    await ada.say("subscribe time:10:00 count:2 thread:yes");
    desk.pass(3 * 60 * 60 * 1000);
    if (!stage.platform) throw new Error("The preview is off");
    const heartbeat = desk.bot.deliver([stage.platform]);
    const came = await vi.waitFor(async () => {
      const [post] = await ada.posts();
      if (!post) throw new Error("No post yet");
      return post;
    });
    await heartbeat.stop();
    expect(came.summary).toContain("Papers for");
    expect(sentTo(came, "slack").thread).toHaveLength(1);
    expect(wordsIn(sentTo(came, "discord"))).toContain("Similar");
  });

  test("to any other channel is refused for good", async () => {
    const elsewhere = { ...HERE, channel: "general" };
    await expect(stage.platform?.post(elsewhere, post("x"), "x")).rejects.toMatchObject({
      ...{ fault: "gone", message: expect.stringContaining("one channel, #papers") },
    });
  });
});
