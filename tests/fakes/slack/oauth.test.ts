import type { AppOptions, Installation } from "@slack/bolt";
import { expect, test } from "vitest";
import type { FakeSlack } from "./index.ts";
import { raw } from "./raw.ts";
import { boltOverHttp, fakeSlack, towards } from "./with-bolt.ts";

const ROOF = { id: "E0ROOF", name: "Roof" };

/** Bolt with an installation store in memory, which installs by OAuth alone. */
async function installer(slack: FakeSlack) {
  const store = new Map<string, Installation>();
  const keyOf = (id: {
    isEnterpriseInstall: boolean;
    enterpriseId?: string | undefined;
    teamId?: string | undefined;
  }) => (id.isEnterpriseInstall ? id.enterpriseId : id.teamId) ?? "";
  const options = {
    clientId: slack.app.clientId,
    clientSecret: slack.app.clientSecret,
    stateSecret: "state-secret",
    scopes: ["commands", "chat:write"],
    installerOptions: {
      authorizationUrl: slack.authorizeUrl,
      directInstall: true,
      clientOptions: towards(slack).clientOptions,
    },
    installationStore: {
      async storeInstallation(installation) {
        const id = installation.isEnterpriseInstall
          ? installation.enterprise?.id
          : installation.team?.id;
        store.set(id ?? "", installation);
      },
      async fetchInstallation(query) {
        const found = store.get(keyOf(query));
        if (!found) throw new Error(`Nothing is installed for ${keyOf(query)}.`);
        return found;
      },
      async deleteInstallation(query) {
        store.delete(keyOf(query));
      },
    },
  } satisfies AppOptions;
  return { store, ...(await boltOverHttp(slack, options)) };
}

/** Goes through the pages as a browser would, cookie and all; the last page's status. */
async function browse(base: string): Promise<number> {
  const start = await fetch(`${base}/slack/install`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const asked = await fetch(start.headers.get("location") ?? "", { redirect: "manual" });
  const back = new URL(asked.headers.get("location") ?? "");
  const end = await fetch(`${base}${back.pathname}${back.search}`, { headers: { cookie } });
  return end.status;
}

test("a workspace installs the app, which then answers there", async () => {
  const slack = await fakeSlack({
    installed: false,
    app: { redirectUrls: ["https://paperboy.example/slack/oauth_redirect"] },
  });
  const club = slack.world.addWorkspace({ name: "Club" });
  const { app, base, store } = await installer(slack);
  app.command("/papers", async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: "Installed" });
  });
  expect((await slack.person("ada").command("/papers").ack).status).toBe(401);
  slack.installs.next({ workspace: club });
  expect(await browse(base)).toBe(200);
  expect(store.get(club.id)).toMatchObject({
    team: { id: club.id, name: "Club" },
    isEnterpriseInstall: false,
    bot: { scopes: ["commands", "chat:write"], userId: club.botUser, id: club.botId },
  });
  const guest = slack.person("ada", { workspace: club });
  expect(await guest.command("/papers").answer).toMatchObject({ text: "Installed", team: club.id });
  expect(slack.told()).toBe("");
});

test("a person can say no", async () => {
  const slack = await fakeSlack({
    installed: false,
    app: { redirectUrls: ["https://a.example/slack/oauth_redirect"] },
  });
  const { base, store } = await installer(slack);
  slack.installs.next({ deny: true });
  expect(await browse(base)).toBeGreaterThanOrEqual(400);
  expect(store.size).toBe(0);
});

test("an organisation installs the app for all its workspaces", async () => {
  const slack = await fakeSlack({
    installed: false,
    enterprise: ROOF,
    app: { redirectUrls: ["https://a.example/slack/oauth_redirect"] },
  });
  const other = slack.world.addWorkspace({ name: "Other", enterprise: ROOF });
  const { app, base, store } = await installer(slack);
  app.command("/papers", async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: "Everywhere" });
  });
  slack.installs.next({ orgWide: true });
  expect(await browse(base)).toBe(200);
  expect([...store.keys()]).toEqual([ROOF.id]);
  expect(store.get(ROOF.id)).toMatchObject({ isEnterpriseInstall: true, enterprise: ROOF });
  for (const workspace of [slack.lab, other]) {
    const asked = slack.person("ada", { workspace }).command("/papers");
    expect(await asked.answer).toMatchObject({ text: "Everywhere", team: workspace.id });
  }
  expect(slack.told()).toBe("");
});

test("a code is good once, with the right secret and the same way back", async () => {
  const slack = await fakeSlack({ installed: false });
  const back = "https://a.example/back";
  const code = async () => {
    const query = new URLSearchParams({
      client_id: slack.app.clientId,
      scope: "commands",
      redirect_uri: back,
      state: "s",
    });
    const page = await fetch(`${slack.authorizeUrl}?${query}`, { redirect: "manual" });
    const location = new URL(page.headers.get("location") ?? "");
    expect(location.searchParams.get("state")).toBe("s");
    return location.searchParams.get("code") ?? "";
  };
  const exchange = async (args: object) => {
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const all = { client_id, client_secret, redirect_uri: back, ...args };
    return (await raw(slack, "oauth.v2.access", all, { token: "", form: true })).body;
  };
  const first = await code();
  expect(await exchange({ code: first, client_secret: "x" })).toMatchObject({
    error: "bad_client_secret",
  });
  expect(await exchange({ code: first, redirect_uri: "https://b.example" })).toMatchObject({
    error: "bad_redirect_uri",
  });
  expect(await exchange({ code: "x" })).toMatchObject({ error: "invalid_code" });
  expect(await exchange({ code: first })).toMatchObject({
    ok: true,
    token_type: "bot",
    scope: "commands",
    team: { id: slack.lab.id },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: slack.lab.user("olga").id },
  });
  expect(await exchange({ code: first })).toMatchObject({ error: "code_already_used" });
  const page = await fetch(`${slack.authorizeUrl}?client_id=x&scope=commands`);
  expect([page.status, await page.text()]).toEqual([400, "<h1>invalid_client_id</h1>"]);
});

test("tokens that rotate live twelve hours, and a refresh token is good once", async () => {
  let now = 1_700_000_000_000;
  const slack = await fakeSlack({ now: () => now, app: { rotation: true } });
  const { refresh = "", value } = slack.tokens.bot(slack.lab) ?? {};
  const renew = async (refresh_token: string) => {
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const args = { client_id, client_secret, grant_type: "refresh_token", refresh_token };
    return (await raw(slack, "oauth.v2.access", args, { token: "" })).body;
  };
  now += 11 * 3600 * 1000;
  const renewed = await renew(refresh);
  expect(renewed).toMatchObject({ ok: true, expires_in: 43_200, token_type: "bot" });
  expect(await renew(refresh)).toEqual({ ok: false, error: "invalid_refresh_token" });
  now += 3600 * 1000;
  const { access_token: token = "" } = renewed as { access_token?: string };
  const test = async (given: string) => (await raw(slack, "auth.test", {}, { token: given })).body;
  expect(await test(value ?? "")).toMatchObject({ error: "token_expired" });
  expect(await test(token)).toMatchObject({ ok: true, team_id: slack.lab.id });
});
