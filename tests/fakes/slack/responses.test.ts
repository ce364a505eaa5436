import { expect, test } from "vitest";
import type { FakeSlack } from "./index.ts";
import { long, mrkdwn, plain, section } from "./samples.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

/** A response_url as an app is given it. */
async function responseUrl(slack: FakeSlack): Promise<string> {
  const { app } = await boltOverHttp(slack);
  let url = "";
  app.command("/papers", async ({ ack, command }) => {
    url = command.response_url;
    await ack();
  });
  await slack.person("ada").command("/papers").ack;
  return url;
}

const post = async (url: string, body: unknown) => {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.text()];
};

test("it is good for five uses", async () => {
  const slack = await fakeSlack();
  const url = await responseUrl(slack);
  for (const text of ["1", "2", "3", "4", "5"])
    expect(await post(url, { text })).toEqual([200, "ok"]);
  expect(await post(url, { text: "6" })).toEqual([404, '{"ok":false,"error":"used_url"}']);
  expect(
    slack
      .person("ada")
      .messages()
      .map(({ text }) => text),
  ).toEqual(["1", "2", "3", "4", "5"]);
  expect(slack.told()).toBe("response_url: used_url");
});

test("it is good for thirty minutes", async () => {
  let now = Date.now();
  const slack = await fakeSlack({ now: () => now, signedAt: Date.now });
  const url = await responseUrl(slack);
  now += 30 * 60_000 - 1;
  expect(await post(url, { text: "in time" })).toEqual([200, "ok"]);
  now += 1;
  expect(await post(url, { text: "late" })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
});

test("what it says is one person's unless it is said to be everybody's, and may hang in a thread", async () => {
  const slack = await fakeSlack();
  const url = await responseUrl(slack);
  const root = slack.person("ada").say("root");
  await post(url, { text: "for ada" });
  await post(url, { text: "for all", response_type: "in_channel", thread_ts: root.ts });
  expect(
    slack
      .person("ben")
      .messages()
      .map(({ text }) => text),
  ).toEqual(["root", "for all"]);
  expect(slack.person("ben").newest()).toMatchObject({ threadTs: root.ts });
  expect(await post(url, { text: "x", response_type: "public" })).toEqual([
    400,
    '{"ok":false,"error":"invalid_response_type"}',
  ]);
});

test("its blocks are read as those of any message, but their sum is not measured", async () => {
  const slack = await fakeSlack();
  const url = await responseUrl(slack);
  const [status, body] = await post(url, { text: "x", blocks: [section(plain(""))] });
  expect(status).toBe(400);
  expect(body).toContain("must be more than 0 characters [json-pointer:/blocks/0/text/text]");
  const heavy = Array(6).fill(section(mrkdwn(long(3000))));
  expect(await post(url, { text: "x", blocks: heavy })).toEqual([200, "ok"]);
  expect(await post(url, "text")).toEqual([400, '{"ok":false,"error":"invalid_payload"}']);
});

test("a slash command has no original: what would replace it is a new message, and we say so", async () => {
  const slack = await fakeSlack();
  const url = await responseUrl(slack);
  await post(url, { text: "thinking" });
  await post(url, { text: "done", replace_original: true });
  expect(slack.person("ada").messages()).toHaveLength(2);
  expect(slack.refusals).toMatchObject([{ error: "nothing_to_replace", ours: true }]);
});

test("the message of a button can be deleted or answered beside", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const row = {
    type: "actions" as const,
    elements: ["beside", "gone"].map((id) => ({
      type: "button" as const,
      text: { type: "plain_text" as const, text: id },
      action_id: id,
    })),
  };
  app.command("/papers", ({ ack }) =>
    ack({ response_type: "in_channel", text: "x", blocks: [row] }),
  );
  app.action("beside", async ({ ack, respond }) => {
    await ack();
    await respond({ text: "beside", replace_original: false });
  });
  app.action("gone", async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
    await respond({ text: "It is gone." });
  });
  const ada = slack.person("ada");
  const message = await ada.command("/papers").answer;
  expect(await ada.press(message, "beside").answer).toMatchObject({ text: "beside" });
  expect(await ada.press(message, "gone").shows("It is gone.")).toMatchObject({
    onlyFor: ada.user.id,
  });
  expect(ada.messages().map(({ text }) => text)).toEqual(["beside", "It is gone."]);
  expect(() => ada.press(message, "gone")).toThrow("This message is gone.");
});
