import type { App } from "@slack/bolt";
import { expect, test } from "vitest";
import { raw } from "./raw.ts";
import { actions, box, input, option, plain, section, select } from "./samples.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

const HOURS = [option("8 o'clock", "8"), option("9 o'clock", "9")];

/** Everything pressed or picked, as its payload says it. */
function listen(app: App): unknown[] {
  const heard: unknown[] = [];
  app.action(/.*/, async ({ ack, action, body }) => {
    await ack();
    heard.push({ action, state: "state" in body ? body.state : undefined, body });
  });
  return heard;
}

async function posted(blocks: readonly unknown[]) {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const heard = listen(app);
  await raw(slack, "chat.postMessage", { channel: "C0LABPAPERS", text: "x", blocks });
  const ada = slack.person("ada");
  return { slack, ada, heard, message: ada.newest() };
}

test.each([
  ["a menu by value", select({ options: HOURS }), "9", { selected_option: { value: "9" } }],
  ["a menu by words", select({ options: HOURS }), "8 o'clock", { selected_option: { value: "8" } }],
  [
    "radio buttons",
    { type: "radio_buttons", action_id: "pick", options: HOURS },
    "9",
    { selected_option: { value: "9" } },
  ],
  [
    "check boxes",
    { type: "checkboxes", action_id: "pick", options: HOURS },
    ["8", "9"],
    { selected_options: [{ value: "8" }, { value: "9" }] },
  ],
  [
    "an overflow",
    { type: "overflow", action_id: "pick", options: HOURS },
    "9",
    { selected_option: { value: "9" } },
  ],
  [
    "a calendar",
    { type: "datepicker", action_id: "pick" },
    "2026-01-02",
    { selected_date: "2026-01-02" },
  ],
  ["a clock", { type: "timepicker", action_id: "pick" }, "09:00", { selected_time: "09:00" }],
  ["channels", { type: "channels_select", action_id: "pick" }, "C1", { selected_channel: "C1" }],
  [
    "conversations",
    { type: "conversations_select", action_id: "pick" },
    "C1",
    { selected_conversation: "C1" },
  ],
  ["people", { type: "users_select", action_id: "pick" }, "U1", { selected_user: "U1" }],
  [
    "several people",
    { type: "multi_users_select", action_id: "pick" },
    ["U1", "U2"],
    { selected_users: ["U1", "U2"] },
  ],
])("%s", async (_, element, value, held) => {
  const { ada, heard, message } = await posted([actions(element)]);
  await ada.pick(message, "pick", value).ack;
  expect(heard).toMatchObject([{ action: { type: element.type, action_id: "pick", ...held } }]);
});

test("what was picked stands in the state of later presses", async () => {
  const { ada, heard, message } = await posted([
    { ...actions(select({ options: HOURS, initial_option: HOURS[0] })), block_id: "hours" },
  ]);
  await ada.pick(message, "pick", "9").ack;
  expect(heard).toMatchObject([
    { state: { values: { hours: { pick: { selected_option: { value: "9" } } } } } },
  ]);
});

test("what is not there can't be picked or pressed, and the error says what is", async () => {
  const { ada, message } = await posted([actions(select({ options: HOURS }))]);
  expect(() => ada.pick(message, "pick", "10")).toThrow(
    `There is no option "10". There are: 8 o'clock (8), 9 o'clock (9).`,
  );
  expect(() => ada.press(message, "Next")).toThrow('There is no "Next" here.');
  expect(() => ada.press(message, "pick")).toThrow("is no button but a static_select");
  expect(() => ada.typeahead(message, "pick", "x")).toThrow("asks nobody for its options");
});

test("a field tells of itself only when it was asked to, and holds what was put in until the form is sent", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const heard = listen(app);
  const view = {
    type: "modal",
    callback_id: "form",
    title: plain("Title"),
    submit: plain("Send"),
    blocks: [
      section(plain("x")),
      input(select({ action_id: "hour", options: HOURS }), {
        block_id: "hour",
        dispatch_action: true,
      }),
      input(box(), { block_id: "note", optional: true }),
    ],
  };
  app.command("/papers", async ({ ack, body }) => {
    await ack();
    await raw(slack, "views.open", { trigger_id: body.trigger_id, view });
  });
  let values: unknown;
  app.view("form", async ({ ack, view: sent }) => {
    await ack();
    values = sent.state.values;
  });
  const ada = slack.person("ada");
  const form = await ada.command("/papers").modal;
  expect(() => ada.pick(form, "note", "x")).toThrow("has no dispatch_action");
  await ada.pick(form, "hour", "9").ack;
  expect(heard).toMatchObject([{ body: { container: { type: "view", view_id: form.id } } }]);
  await ada.submit(form, { note: "hello" }).ack;
  expect(values).toMatchObject({
    hour: { hour: { selected_option: { value: "9" } } },
    note: { typed: { value: "hello" } },
  });
});

test("Slack sends nothing that the bot has no scope for", async () => {
  const slack = await fakeSlack({ app: { scopes: ["chat:write"] } });
  await boltOverHttp(slack);
  const ada = slack.person("ada");
  expect(() => ada.command("/papers")).toThrow("lacks the scope commands");
  expect(() => ada.mention("hi")).toThrow("lacks the scope app_mentions:read");
  expect(() => ada.direct("hi")).toThrow("lacks the scope im:history");
});

test("a misspelt argument is a slip that we tell of and Slack passes over", async () => {
  const slack = await fakeSlack();
  const args = { channel: "C0LABPAPERS", text: "x", unfurl_link: false };
  expect((await raw(slack, "chat.postMessage", args)).body).toMatchObject({ ok: true });
  expect(slack.told()).toBe("chat.postMessage: unknown_arguments\n  unfurl_link");
});
