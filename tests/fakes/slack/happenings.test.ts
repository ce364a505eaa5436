import type { SectionBlock } from "@slack/types";
import { expect, test } from "vitest";
import { mentionsIn, textOf } from "./index.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

const section = (text: string): SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text },
});
test("mentions, links, home and direct messages arrive as events", async () => {
  const slack = await fakeSlack({
    app: {
      scopes: ["chat:write", "links:read", "links:write", "app_mentions:read", "im:history"],
    },
  });
  const { app } = await boltOverHttp(slack);
  app.event("app_mention", async ({ event, say }) => {
    await say({ text: `Heard: ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
  });
  app.event("link_shared", async ({ event, client }) => {
    const url = event.links[0]?.url ?? "";
    const unfurls = { [url]: { blocks: [section("A card")] } };
    if (event.source === "composer")
      await client.chat.unfurl({ unfurl_id: event.unfurl_id ?? "", source: "composer", unfurls });
    else await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [section("Saved")] },
    });
  });
  app.message(async ({ message, say }) => {
    await say(`Direct: ${"text" in message ? message.text : ""}`);
  });

  const ada = slack.person("ada");
  const root = ada.say("Look at this");
  const answer = await ada.mention("help", { thread: root.ts }).answer;
  expect(answer).toMatchObject({ threadTs: root.ts });
  expect(mentionsIn(answer)).toMatchObject([{ kind: "user", id: slack.lab.botUser }]);
  const unfurled = await ada.shareLinks(["https://arxiv.org/abs/2401.1"]).unfurl;
  expect(textOf(unfurled)).toContain("A card");
  const shared = ada.shareLinks(["https://arxiv.org/abs/2401.1"], { composer: true });
  expect(await shared.unfurl).toMatchObject({ channel: "COMPOSER" });
  expect(textOf(await ada.openHome().home)).toBe("Saved");
  expect(textOf(await ada.direct("hello").answer)).toBe("Direct: hello");
  expect(slack.told()).toBe("");
});

test("a shortcut of a message carries the message", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.shortcut("find", async ({ ack, shortcut, respond }) => {
    await ack();
    if (shortcut.type === "message_action") await respond({ text: `In: ${shortcut.message.text}` });
  });
  const ada = slack.person("ada");
  const message = ada.say("see arxiv 2401.00001");
  expect(await ada.shortcut("find", message).answer).toMatchObject({
    text: "In: see arxiv 2401.00001",
    onlyFor: ada.user.id,
  });
});

test("an app that is taken out hears of it and its token ends", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const heard: string[] = [];
  app.event("app_uninstalled", async () => void heard.push("app_uninstalled"));
  app.event("tokens_revoked", async ({ event }) => void heard.push(`revoked ${event.tokens.bot}`));
  const token = slack.botToken;
  await Promise.all(
    slack
      .person("olga")
      .uninstall()
      .map(({ ack }) => ack),
  );
  expect(heard.sort()).toEqual(["app_uninstalled", `revoked ${slack.lab.botUser}`]);
  await expect(app.client.chat.postMessage({ token, channel: "C", text: "x" })).rejects.toThrow(
    "account_inactive",
  );
});

test("what a manifest does not declare never arrives", async () => {
  const manifest = {
    display_information: { name: "Paperboy" },
    features: {
      slash_commands: [{ command: "/papers", description: "Papers" }],
      unfurl_domains: ["arxiv.org"],
    },
    settings: { event_subscriptions: { bot_events: ["link_shared"] } },
  };
  const slack = await fakeSlack({ app: { manifest } });
  await boltOverHttp(slack);
  const ada = slack.person("ada");
  expect(() => ada.command("/paper")).toThrow("Slack would not send /paper");
  expect(() => ada.shortcut("find")).toThrow("global shortcut find");
  expect(() => ada.mention("help")).toThrow("the event app_mention");
  expect(() => ada.shareLinks(["https://example.org/"])).toThrow("no unfurl domain fits");
  await ada.shareLinks(["https://www.arxiv.org/abs/1"]).ack;
});

test("somebody waits for words in another channel", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.command("/papers", async ({ ack, client }) => {
    await ack();
    await client.chat.postMessage({ channel: "C0LABGENERAL", text: "The daily post" });
  });
  const there = slack.person("ben", { channel: "general" }).reads(/daily/);
  await slack.person("ada").command("/papers").ack;
  expect(await there).toMatchObject({ text: "The daily post", channel: "C0LABGENERAL" });
});

test("an answer that never comes says what did come", async () => {
  const slack = await fakeSlack({ patience: 200 });
  const { app } = await boltOverHttp(slack);
  app.command("/papers", async ({ ack, client }) => {
    await ack();
    await client.chat.postMessage({ channel: "C0NOWHERE", text: "x" }).catch(() => {});
    await ack();
  });
  const asked = slack.person("ada").tampering({ signature: "bad" }).command("/papers");
  await expect(asked.answer).rejects.toThrow(/acknowledged with 401/);
});

test("a stranger from a shared channel is told by their workspace", async () => {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  const heard: unknown[] = [];
  app.event("app_mention", async ({ event, body }) => {
    heard.push({ team: event.team, from: body.team_id, shared: body.is_ext_shared_channel });
  });
  await slack.person("stranger", { channel: "shared" }).mention("hi").ack;
  await slack.person("ada").mention("hi").ack;
  expect(heard).toEqual([
    { team: "T0ELSEWHERE", from: slack.lab.id, shared: true },
    { team: slack.lab.id, from: slack.lab.id, shared: false },
  ]);
});
