import type { ActionsBlock, SectionBlock } from "@slack/types";
import { expect, test } from "vitest";
import { textOf } from "./index.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

const section = (text: string): SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text },
});
const row = (text: string, action_id: string, value = "v"): ActionsBlock => ({
  type: "actions",
  elements: [{ type: "button", text: { type: "plain_text", text }, action_id, value }],
});

test("a slash command goes out signed, is acknowledged, and its answers are seen", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.command("/papers", async ({ ack, command, respond, client }) => {
    await ack();
    await respond({ text: `You asked for ${command.text}` });
    await client.chat.postMessage({ channel: command.channel_id, text: "Everybody hears this" });
  });
  const ada = slack.person("ada");
  const asked = ada.command("/papers", "search graphs");
  expect(await asked.ack).toMatchObject({ status: 200, ok: true });
  expect(await asked.answer).toMatchObject({
    text: "You asked for search graphs",
    onlyFor: ada.user.id,
  });
  expect(await asked.shows("Everybody")).not.toHaveProperty("onlyFor");
  expect(slack.person("ben").messages()).toHaveLength(1);
  expect(slack.told()).toBe("");
});

test("an acknowledgement that holds a message is that message", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.command("/papers", ({ ack }) => ack({ response_type: "in_channel", text: "At once" }));
  const asked = slack.person("ada").command("/papers");
  expect(await asked.answer).toMatchObject({ text: "At once" });
  expect(slack.person("ben").newest().text).toBe("At once");
});

test("a button is found by its words and its message can be replaced, for all or for one", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const page = (n: number) => ({
    text: `Page ${n}`,
    blocks: [section(`Page ${n} & more`), row("Next", "next", `v1|${n + 1}`)],
  });
  app.command("/papers", ({ ack }) => ack(page(1)));
  let seen: unknown;
  app.action(
    { type: "block_actions", action_id: "next" },
    async ({ ack, action, respond, body }) => {
      seen = body;
      await ack();
      await respond({
        ...page(Number("value" in action ? String(action.value).slice(3) : 0)),
        replace_original: true,
      });
    },
  );
  const ada = slack.person("ada");
  const first = await ada.command("/papers").answer;
  const second = await ada.press(first, "Next").answer;
  expect(second).toMatchObject({ ts: first.ts, text: "Page 2", onlyFor: ada.user.id });
  expect(ada.messages()).toHaveLength(1);
  expect(seen).toMatchObject({
    container: { type: "message", is_ephemeral: true, channel_id: ada.channel.id },
    actions: [{ action_id: "next", value: "v1|2" }],
    team: { id: slack.lab.id },
    user: { id: ada.user.id },
  });
  expect(seen).not.toHaveProperty("message");
  expect(slack.told()).toBe("");
});

test("the blocks of a message that is sent back have their texts escaped", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.command("/papers", ({ ack }) =>
    ack({
      response_type: "in_channel",
      text: "x",
      blocks: [section("R&D &amp; <https://a.example|x>"), row("A & B <c>", "go")],
    }),
  );
  let message: unknown;
  app.action("go", async ({ ack, body }) => {
    await ack();
    message = "message" in body ? body.message : undefined;
  });
  const ada = slack.person("ada");
  const shown = await ada.command("/papers").answer;
  await ada.press(shown, "A & B <c>").ack;
  expect(message).toMatchObject({
    blocks: [
      { text: { text: "R&amp;D &amp; <https://a.example|x>", verbatim: false } },
      { elements: [{ text: { text: "A &amp; B &lt;c&gt;", emoji: true } }] },
    ],
  });
});

test("a form opens by its trigger, offers options, holds its values and closes", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const input = (block_id: string, label: string, element: object, optional = false) => ({
    type: "input",
    block_id,
    label: { type: "plain_text", text: label },
    element,
    optional,
  });
  const view = {
    type: "modal" as const,
    callback_id: "subscribe",
    private_metadata: "v1",
    title: { type: "plain_text" as const, text: "Subscribe" },
    submit: { type: "plain_text" as const, text: "Save" },
    blocks: [
      input("topic", "Topic", { type: "external_select", action_id: "topic", min_query_length: 1 }),
      input("hour", "Hour", {
        type: "static_select",
        action_id: "hour",
        options: ["8", "9"].map((hour) => ({
          text: { type: "plain_text", text: `${hour} o'clock` },
          value: hour,
        })),
        initial_option: { text: { type: "plain_text", text: "8 o'clock" }, value: "8" },
      }),
      input("note", "Note", { type: "plain_text_input", action_id: "note", max_length: 5 }, true),
    ],
  };
  app.command("/papers", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.options("topic", ({ ack, payload }) =>
    ack({ options: [{ text: { type: "plain_text", text: `${payload.value}logy` }, value: "t1" }] }),
  );
  let values: unknown;
  app.view("subscribe", async ({ ack, view: sent }) => {
    values = sent.state.values;
    if (JSON.stringify(values).includes('"bad"'))
      await ack({ response_action: "errors", errors: { note: "Not that." } });
    else await ack();
  });

  const ada = slack.person("ada");
  const form = await ada.command("/papers", "subscribe").modal;
  expect(textOf(form)).toContain("Topic");
  expect(() => ada.submit(form, { hour: "9" })).toThrow('"Topic" must be filled in');
  expect(() => ada.submit(form, { Topic: "x", Colour: "red" })).toThrow();
  const typed = ada.typeahead(form, "topic", "topo");
  expect(await typed.options).toMatchObject([{ value: "t1", text: { text: "topology" } }]);
  expect(() => ada.submit(form, { topic: "t1", note: "too long" })).toThrow(
    "more than 5 characters",
  );
  expect(await ada.submit(form, { topic: "topology", note: "bad" }).errors).toEqual({
    note: "Not that.",
  });
  expect(slack.views.stack(ada.user)).toHaveLength(1);
  await ada.submit(form, { topic: "topology", Hour: "9 o'clock" }).ack;
  expect(values).toMatchObject({
    topic: { topic: { type: "external_select", selected_option: { value: "t1" } } },
    hour: { hour: { selected_option: { value: "9" } } },
    note: { note: { type: "plain_text_input", value: null } },
  });
  expect(slack.views.stack(ada.user)).toEqual([]);
  expect(slack.told()).toBe("");
});
