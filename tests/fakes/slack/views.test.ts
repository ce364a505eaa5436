import { expect, test } from "vitest";
import type { FakeSlack } from "./index.ts";
import { raw } from "./raw.ts";
import { long, plain, section } from "./samples.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

const modal = (more: object = {}) => ({
  type: "modal",
  title: plain("Title"),
  blocks: [],
  ...more,
});

/** A trigger as an app is given it. */
async function triggers(slack: FakeSlack): Promise<() => Promise<string>> {
  const { app } = await boltOverHttp(slack);
  let trigger = "";
  app.command("/papers", async ({ ack, command }) => {
    trigger = command.trigger_id;
    await ack();
  });
  return async () => {
    await slack.person("ada").command("/papers").ack;
    return trigger;
  };
}

const open = async (slack: FakeSlack, trigger_id: string, view: object = modal()) =>
  (await raw(slack, "views.open", { trigger_id, view })).body;

test("a trigger is good once and for three seconds", async () => {
  let now = Date.now();
  const slack = await fakeSlack({ now: () => now, signedAt: Date.now });
  const trigger = await triggers(slack);
  const first = await trigger();
  expect(await open(slack, "made-up")).toEqual({ ok: false, error: "invalid_trigger_id" });
  expect(await open(slack, first)).toMatchObject({ ok: true, view: { type: "modal" } });
  expect(await open(slack, first)).toEqual({ ok: false, error: "exchanged_trigger_id" });
  const second = await trigger();
  now += 3000;
  expect(await open(slack, second)).toEqual({ ok: false, error: "expired_trigger_id" });
});

test("a view that breaks a rule is refused with its pointer, one that is too large by its size", async () => {
  const slack = await fakeSlack();
  const trigger = await triggers(slack);
  const bad = modal({ blocks: [section(plain(""))] });
  expect(await open(slack, await trigger(), bad)).toEqual({
    ok: false,
    error: "invalid_arguments",
    response_metadata: {
      messages: ["[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"],
    },
  });
  const large = modal({ blocks: Array(90).fill(section(plain(long(3000)))) });
  expect(await open(slack, await trigger(), large)).toEqual({ ok: false, error: "view_too_large" });
});

test("three modals stand on each other and no fourth", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const row = {
    type: "actions" as const,
    elements: [
      {
        type: "button" as const,
        text: { type: "plain_text" as const, text: "More" },
        action_id: "more",
      },
    ],
  };
  const view = {
    type: "modal" as const,
    title: { type: "plain_text" as const, text: "Title" },
    blocks: [row],
  };
  let last = "";
  app.command("/papers", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.action({ type: "block_actions", action_id: "more" }, async ({ ack, client, body }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view }).catch((error: Error) => {
      last = error.message;
    });
  });
  const ada = slack.person("ada");
  const first = await ada.command("/papers").modal;
  const second = await ada.press(first, "More").modal;
  expect(second).toMatchObject({ rootId: first.id, previousId: first.id });
  const third = await ada.press(second, "More").modal;
  expect(slack.views.stack(ada.user).map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
  await ada.press(third, "More").ack;
  await expect.poll(() => last, { timeout: 4000 }).toContain("push_limit_reached");
  ada.dismiss(third);
  expect(slack.views.stack(ada.user)).toHaveLength(2);
});

test("a form answers with another view, with a view on top, or by closing all", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const view = (title: string) => ({
    type: "modal" as const,
    callback_id: title,
    title: { type: "plain_text" as const, text: title },
    submit: { type: "plain_text" as const, text: "Send" },
    blocks: [{ type: "divider" as const }],
  });
  app.command("/papers", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: view("one") });
  });
  app.view("one", ({ ack }) => ack({ response_action: "update", view: view("two") }));
  app.view("two", ({ ack }) => ack({ response_action: "push", view: view("three") }));
  app.view("three", ({ ack }) => ack({ response_action: "clear" }));
  const ada = slack.person("ada");
  const one = await ada.command("/papers").modal;
  const two = await ada.submit(one).modal;
  expect(two).toMatchObject({ id: one.id, sent: { callback_id: "two" } });
  const three = await ada.submit(two).modal;
  expect(slack.views.stack(ada.user)).toHaveLength(2);
  await ada.submit(three).ack;
  expect(slack.views.stack(ada.user)).toEqual([]);
  expect(() => ada.submit(one)).toThrow("This form is closed.");
  expect(slack.told()).toBe("");
});

test("what a form says to be wrong must be one of its fields", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.command("/papers", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "form",
        title: { type: "plain_text", text: "Title" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [],
      },
    });
  });
  app.view("form", ({ ack }) => ack({ response_action: "errors", errors: { hour: "No." } }));
  const ada = slack.person("ada");
  await ada.submit(await ada.command("/papers").modal).ack;
  expect(slack.told()).toBe("ack: errors_for_unknown_block");
});

test("an app that asked to hear of it is told when its form is closed", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const heard: unknown[] = [];
  app.command("/papers", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "form",
        notify_on_close: true,
        clear_on_close: true,
        title: { type: "plain_text", text: "Title" },
        blocks: [],
      },
    });
  });
  app.view({ type: "view_closed", callback_id: "form" }, async ({ ack, body }) => {
    await ack();
    heard.push(body);
  });
  const ada = slack.person("ada");
  await ada.dismiss(await ada.command("/papers").modal)?.ack;
  expect(heard).toMatchObject([{ type: "view_closed", is_cleared: true }]);
});

test("a home that has changed since is not overwritten", async () => {
  const slack = await fakeSlack();
  const publish = async (text: string, hash?: string) =>
    (
      await raw(slack, "views.publish", {
        user_id: "U0LABADA",
        view: { type: "home", blocks: [section(plain(text))] },
        ...(hash && { hash }),
      })
    ).body;
  expect(await publish("one")).toMatchObject({ ok: true });
  const old = slack.views.home(slack.lab.user("ada"))?.hash ?? "";
  expect(await publish("two", old)).toMatchObject({ ok: true });
  expect(await publish("three", old)).toEqual({ ok: false, error: "hash_conflict" });
  expect(await publish("four")).toMatchObject({ ok: true });
});
