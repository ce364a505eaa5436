import { expect, test } from "vitest";
import { raw } from "./raw.ts";
import { fakeSlack } from "./with-bolt.ts";

test("a token must be there, known, live and of the right kind", async () => {
  let now = 1_000_000;
  const slack = await fakeSlack({ now: () => now, app: { rotation: true } });
  const post = async (token: string) =>
    (await raw(slack, "chat.postMessage", { channel: "C0LABPAPERS", text: "x" }, { token })).body;
  expect(await post("")).toEqual({ ok: false, error: "not_authed" });
  expect(await post("xoxb-made-up")).toEqual({ ok: false, error: "invalid_auth" });
  expect(await post(slack.app.appToken)).toEqual({ ok: false, error: "not_allowed_token_type" });
  const { botToken } = slack;
  expect(await post(botToken)).toMatchObject({ ok: true });
  now += 12 * 3600 * 1000;
  expect(await post(botToken)).toEqual({ ok: false, error: "token_expired" });
  const fresh = slack.tokens.issue(slack.lab).value;
  slack.person("olga").revokeTokens();
  expect(await post(fresh)).toEqual({ ok: false, error: "token_revoked" });
  expect(slack.refusals.map(({ error }) => error)).toEqual([
    "not_authed",
    "invalid_auth",
    "not_allowed_token_type",
    "token_expired",
    "token_revoked",
  ]);
});

test("a scope that is missing is named, and every answer tells which there are", async () => {
  const slack = await fakeSlack({ app: { scopes: ["commands", "links:read"] } });
  const { body, headers } = await raw(slack, "chat.postMessage", { channel: "C", text: "x" });
  expect(body).toEqual({
    ok: false,
    error: "missing_scope",
    needed: "chat:write",
    provided: "commands,links:read",
  });
  expect(headers.get("x-oauth-scopes")).toBe("commands,links:read");
  expect(headers.get("x-accepted-oauth-scopes")).toBe("chat:write");
  expect(slack.told()).toBe("chat.postMessage: missing_scope\n  needs the scope chat:write");
});

test.each([
  ["users.info", { user: "U0LABADA" }, "users:read"],
  ["team.info", {}, "team:read"],
  ["conversations.info", { channel: "C0LABPAPERS" }, "channels:read"],
  ["conversations.info", { channel: "C0LABTEAM" }, "groups:read"],
  ["conversations.history", { channel: "C0LABPAPERS" }, "channels:history"],
  ["conversations.history", { channel: "C0LABTEAM" }, "groups:history"],
  ["conversations.open", { users: "U0LABADA,U0LABBEN" }, "mpim:write"],
  ["conversations.join", { channel: "C0LABRANDOM" }, "channels:join"],
  ["files.getUploadURLExternal", { filename: "a.bib", length: 1 }, "files:write"],
  [
    "chat.postMessage",
    { channel: "C0LABPAPERS", text: "x", username: "Me" },
    "chat:write.customize",
  ],
])("%s of %o needs %s", async (method, args, scope) => {
  const slack = await fakeSlack();
  expect((await raw(slack, method, args)).body).toMatchObject({
    error: "missing_scope",
    needed: scope,
  });
  slack.tokens.issue(slack.lab, { scopes: [...slack.app.scopes, scope] });
  expect((await raw(slack, method, args)).body).toMatchObject({ ok: true });
});

test.each([
  ["C0NOWHERE", "channel_not_found"],
  ["C0LABSECRET", "channel_not_found"],
  ["C0LABRANDOM", "not_in_channel"],
  ["C0LABOLD", "is_archived"],
  ["#papers", "channel_not_found"],
])("a message to %s is refused: %s", async (channel, error) => {
  const slack = await fakeSlack();
  expect((await raw(slack, "chat.postMessage", { channel, text: "x" })).body).toEqual({
    ok: false,
    error,
  });
});

test("with chat:write.public the bot posts where it is no member, and nowhere else", async () => {
  const slack = await fakeSlack({ app: { scopes: ["chat:write", "chat:write.public"] } });
  const post = async (channel: string) =>
    (await raw(slack, "chat.postMessage", { channel, text: "x" })).body;
  expect(await post("C0LABRANDOM")).toMatchObject({ ok: true, channel: "C0LABRANDOM" });
  expect(await post("C0LABSECRET")).toMatchObject({ error: "channel_not_found" });
});

test("a message to a person is a direct message", async () => {
  const slack = await fakeSlack();
  const ada = slack.person("ada", { channel: "bot" });
  await raw(slack, "chat.postMessage", { channel: ada.user.id, text: "Psst" });
  expect(ada.newest()).toMatchObject({ text: "Psst", channel: ada.channel.id });
  expect(ada.channel.kind).toBe("im");
});

test("people are described with their rights, strangers without", async () => {
  const slack = await fakeSlack({ app: { scopes: ["users:read"] } });
  const who = async (name: string) =>
    (await raw(slack, "users.info", { user: slack.lab.user(name).id })).body;
  expect(await who("olga")).toMatchObject({ user: { is_owner: true, is_admin: true } });
  expect(await who("adam")).toMatchObject({ user: { is_owner: false, is_admin: true } });
  expect(await who("solo")).toMatchObject({
    user: { is_ultra_restricted: true, is_restricted: true },
  });
  const { user } = (await who("stranger")) as { user?: object };
  expect(user).toMatchObject({ is_stranger: true, team_id: "T0ELSEWHERE" });
  expect(user).not.toHaveProperty("is_admin");
});

test("a scheduled message waits for its time", async () => {
  let now = 1_700_000_000_000;
  const slack = await fakeSlack({ now: () => now });
  const plan = async (post_at: number) =>
    (await raw(slack, "chat.scheduleMessage", { channel: "C0LABPAPERS", text: "later", post_at }))
      .body;
  expect(await plan(now / 1000 - 1)).toMatchObject({ error: "time_in_past" });
  expect(await plan(now / 1000 + 200 * 24 * 3600)).toMatchObject({ error: "time_too_far" });
  const { scheduled_message_id: id } = (await plan(now / 1000 + 60)) as {
    scheduled_message_id?: string;
  };
  await plan(now / 1000 + 60);
  const cancel = { channel: "C0LABPAPERS", scheduled_message_id: id };
  expect((await raw(slack, "chat.deleteScheduledMessage", cancel)).body).toMatchObject({
    ok: true,
  });
  expect(slack.scheduled.postDue()).toEqual([]);
  now += 60_000;
  expect(slack.scheduled.postDue()).toMatchObject([{ text: "later" }]);
});

test("a method that is not there is unknown", async () => {
  const slack = await fakeSlack();
  expect((await raw(slack, "chat.shout", {})).body).toEqual({
    ok: false,
    error: "unknown_method",
    req_method: "chat.shout",
  });
});
