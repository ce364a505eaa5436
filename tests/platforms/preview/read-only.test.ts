import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGate } from "#chat";
import { openDesk } from "../../desk.ts";
import { type Stage, setStage } from "./stage.ts";
import { ask, visit } from "./visitor.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
let stage: Stage;
const set = async (env: Readonly<Record<string, string>>) => {
  const { bot, store, now } = desk;
  stage = await setStage({ host: bot.host, store, now, env });
  return visit(stage.url, "slack");
};
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  await stage.close();
  await desk.store.close();
});

describe("where other machines reach the port", () => {
  test("the page is off, and says what this is", async () => {
    await set({ HOST: "0.0.0.0" });
    const page = await fetch(stage.url);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toMatch(/Paperboy.*preview page is off.*docs\/preview\.md/s);
    expect((await fetch(`${stage.url}/preview/welcome`)).status).toBe(404);
    expect(stage.platform).toBeUndefined();
  });

  test("PREVIEW=yes shows it under any name, to look at alone", async () => {
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    const welcome = await ask(stage.url, "welcome");
    expect(welcome.answer).toMatchObject({ readOnly: true });
    expect((await visitor.say("search graph transformers")).summary).toContain(
      "graph transformers",
    );
    expect((await visitor.press("Next page")).summary).toContain("page 2 of");
    expect((await visitor.say("saved")).summary).toContain("You have saved nothing yet");
  });

  test.each([
    "save 2402.02005",
    "upvote 2402.02005",
    "subscribe",
    "subscriptions",
    "subscriptions do:remove",
  ])("%s is answered with a sentence, and changes nothing", async (line) => {
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    const told = await visitor.say(line);
    expect(told.summary).toBe(
      "This preview can be looked at only: to save, vote or subscribe, run Paperboy yourself, which takes a minute.",
    );
    expect(told.isPrivate).toBe(true);
    const here = { platform: "preview", tenant: "local", channel: "papers" };
    expect(await desk.store.saves.of(here, "you")).toEqual([]);
    expect(await desk.store.subscriptions.inTenant(here)).toEqual([]);
    expect(await desk.store.votes.of(here, "arxiv:2402.02005")).toBe(0);
  });

  test("every other command is answered, with nothing kept of who asked", async () => {
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    const lines: Readonly<Record<string, string>> = {
      ...{ search: "search graphs", show: "show 2402.02005", similar: "similar 2402.02005" },
      ...{ find: "find graphs", trending: "trending month", cite: "cite 2402.02005" },
      ...{ saved: "saved export:yes", help: "help" },
    };
    const free = desk.bot.host.commands.filter(({ changes }) => !changes);
    expect(free.map(({ name }) => name).sort()).toEqual(Object.keys(lines).sort());
    for (const { name } of free) {
      const { summary } = await visitor.say(lines[name] ?? "");
      expect([name, summary.includes("looked at only")]).toEqual([name, false]);
    }
    const here = { platform: "preview", tenant: "local", channel: "papers" };
    expect([...(await desk.store.votes.counts(here, 0)).keys()]).toEqual([]);
    expect([...(await desk.store.saves.counts(here, 0)).keys()]).toEqual([]);
    expect(await desk.store.subscriptions.inTenant(here)).toEqual([]);
    expect(desk.failures).toEqual([]);
  });

  test("buttons that change something say so too, and long ones fill no database", async () => {
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    await visitor.say(`search ${"graph transformers with positional encodings ".repeat(20)}`);
    expect((await visitor.press("Save")).summary).toContain("can be looked at only");
    expect((await visitor.press("Next page")).summary).toContain("page 2 of");
    expect(await desk.store.tickets.prune(Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  test("nobody sees what was saved while the page was open to its owner alone", async () => {
    const { bot, store, now } = desk;
    const alone = await setStage({ host: bot.host, store, now });
    await visit(alone.url, "slack").say("save 2402.02005");
    await alone.close();
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    for (const line of ["saved", "saved export:yes"])
      expect((await visitor.say(line)).summary).toContain("You have saved nothing yet");
  });

  test("whoever asks very often keeps nobody waiting who comes from another address", async () => {
    await desk.store.close();
    desk = await openDesk(undefined, createGate);
    await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    const sayFrom = async (from: string) => {
      const asking = request(`${stage.url}/preview/say`, {
        ...{ localAddress: from, method: "POST", agent: false },
        headers: { "content-type": "application/json" },
      });
      asking.end(JSON.stringify({ line: "help", zone: "UTC" }));
      const [response] = (await once(asking, "response")) as [IncomingMessage];
      return await text(response);
    };
    const busy = "127.0.0.1";
    let told = await sayFrom(busy);
    for (let asked = 1; asked < 50 && !told.includes("a lot at once"); asked += 1)
      told = await sayFrom(busy);
    expect(told).toContain("a lot at once");
    expect(await sayFrom("127.0.0.2")).not.toContain("a lot at once");
    expect(await sayFrom(busy)).toContain("a lot at once");
  });

  test("nobody sees the posts of somebody else's channel", async () => {
    const visitor = await set({ HOST: "0.0.0.0", PREVIEW: "yes" });
    const here = { platform: "preview", tenant: "local", channel: "papers" };
    await stage.platform?.post(here, { summary: "A post", blocks: [] }, "key");
    expect(await visitor.posts()).toEqual([]);
  });
});

test("PREVIEW=no turns it off on this machine too", async () => {
  await set({ PREVIEW: "no" });
  expect(await (await fetch(stage.url)).text()).toContain("preview page is off");
});
