import { PermissionFlagsBits } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import { hostOf } from "./small-host.ts";
import { isPrivate, read, type Setting, type Stage, seenOf, setStage } from "./stage.ts";

let stage: Stage;
const set = async (setting: Setting = {}) => {
  stage = await setStage(setting);
  return stage;
};
/** Codes that a test provokes on purpose. */
let provoked: number[] = [];
afterEach(async () => {
  await stage.close();
  expect(stage.discord.refusals.filter(({ code }) => !provoked.includes(code))).toEqual([]);
  provoked = [];
});

describe("a command", () => {
  test("is answered for everyone, or for its asker alone, as it says itself", async () => {
    const { ben } = await set();
    const open = ben.command("papers", "search", { query: "graph transformers" });
    expect(await open.first).toMatchObject({ kind: "deferred", ephemeral: false });
    expect(read(await open.answered)).toContain("“graph transformers”: ");
    const own = ben.command("papers", "saved");
    expect(await own.first).toMatchObject({ kind: "deferred", ephemeral: true });
  });

  test("that is refused tells its asker alone, and leaves nothing behind", async () => {
    const { ben, ada } = await set();
    const asked = ben.command("papers", "show", { paper: "no such paper at all" });
    const refused = await asked.followup();
    expect(read(refused)).toContain("I know no paper");
    expect(isPrivate(refused)).toBe(true);
    expect(ada.seen()).toEqual([]);
  });

  test("for managers is refused to others, and outside of a server to everyone", async () => {
    const { ben, ada, discord } = await set();
    expect(read(await seenOf(ben.command("papers", "subscribe", { zone: "UTC" })))).toContain(
      "Only people who manage this server",
    );
    expect(read(await ada.command("papers", "subscribe", { zone: "UTC" }).answered)).toContain(
      "Subscribed",
    );
    const alone = discord.person({ name: "Cy", userInstall: true });
    const told = await alone.command("papers", "subscriptions").answered;
    expect(read(told)).toContain("subscriptions works in a server");
  });

  test("works in messages to the bot and in servers that it was never added to", async () => {
    const { discord } = await set();
    const cy = discord.person({ name: "Cy" });
    expect(read(await cy.command("papers", "show", { paper: "2402.02005" }).answered)).toContain(
      "Graph Transformer",
    );
    await cy.command("papers", "save", { paper: "2402.02005" }).answered;
    const own = { platform: "discord", tenant: `user:${cy.user.id}` };
    expect(await stage.store.saves.of(own, cy.user.id)).toHaveLength(1);
    const elsewhere = discord.guild({ installed: false });
    const dee = discord.person({
      name: "Dee",
      guild: elsewhere,
      userInstall: true,
      permissions: ["ManageGuild"],
    });
    expect(read(await dee.command("papers", "trending").answered)).toContain("Trending");
    expect(read(await seenOf(dee.command("papers", "subscribe", { zone: "UTC" })))).toContain(
      "I can only post in servers that I was added to",
    );
  });

  test("that Discord has from an older version is answered with what there is now", async () => {
    const { discord, guild, channel } = await set();
    const old = discord.person({ guild, channel, unchecked: true });
    const told = await seenOf(old.command("papers", "serch"));
    expect(read(told)).toContain("There is no command “serch”. Did you mean search?");
  });
});

describe("a channel to post in", () => {
  test("that the bot may not post in is refused with the permission that is missing", async () => {
    const { ada, guild, store, at } = await set();
    const quiet = guild.channel({ name: "quiet" });
    quiet.denyBot("SendMessages");
    const told = await seenOf(ada.command("papers", "subscribe", { zone: "UTC", channel: quiet }));
    expect(read(told)).toContain("allow me Send Messages in its permissions");
    const thread = guild.thread(guild.channel({ name: "talk" }));
    thread.parent?.denyBot("SendMessagesInThreads");
    const below = await seenOf(ada.at(thread).command("papers", "subscribe", { zone: "UTC" }));
    expect(read(below)).toContain("allow me Send Messages in Threads in its permissions");
    const hidden = guild.channel({ name: "hidden" });
    hidden.denyBot("ViewChannel");
    const here = await seenOf(ada.at(hidden).command("papers", "subscribe", { zone: "UTC" }));
    expect(read(here)).toContain("allow me View Channel");
    expect(await store.subscriptions.inTenant(at)).toEqual([]);
  });

  test("is judged by what Discord says of it now, not by what is remembered", async () => {
    const { ada, guild, discord } = await set();
    const quiet = guild.channel({ name: "quiet" });
    quiet.denyBot("SendMessages");
    // No event tells of this: the bot remembers the channel as it was.
    quiet.overwrites.clear();
    const ask = () => ada.command("papers", "subscribe", { zone: "UTC", channel: quiet });
    expect(read(await seenOf(ask()))).toContain("Subscribed");
    quiet.overwrites.set(discord.bot.id, { allow: 0n, deny: PermissionFlagsBits.SendMessages });
    expect(read(await seenOf(ask()))).toContain("allow me Send Messages");
  });

  test("is subscribed with everything that was chosen", async () => {
    const { ada, guild, store, at } = await set();
    const news = guild.channel({ type: "announcement", name: "news" });
    const role = guild.role("readers");
    const options = {
      zone: "Europe/Berlin",
      time: "9am",
      channel: news,
      mention: role,
      publish: true,
    };
    expect(read(await ada.command("papers", "subscribe", options).answered)).toContain(
      "Subscribed",
    );
    expect(await store.subscriptions.inTenant(at)).toMatchObject([
      { channel: news.id, time: "09:00", manner: { mention: role.id, publish: true } },
    ]);
  });
});

describe("while an option is typed", () => {
  test("papers, zones and commands are offered, and typed text is never in the way", async () => {
    const { ben, ada } = await set();
    const papers = await ben.autocomplete("papers", "show", { paper: "topol" }).choices;
    expect(papers.length).toBeGreaterThan(0);
    expect(papers[0]?.name.toLowerCase()).toContain("topol");
    const zones = await ada.autocomplete("papers", "subscribe", { zone: "berl" }).choices;
    expect(zones.map(({ value }) => value)).toContain("Europe/Berlin");
    expect(await ben.autocomplete("papers", "show", { paper: "qqqqqq" }).choices).toEqual([]);
  });

  test("long titles are cut to what Discord takes, and offered once", async () => {
    const title = "Über 😀 ".repeat(40);
    const { ben } = await set({
      host: hostOf({
        suggest: () => [title, title, "", "b"].map((label) => ({ label, value: label })),
      }),
    });
    const choices = await ben.autocomplete("papers", "do", { it: "x" }).choices;
    expect(choices).toHaveLength(2);
    expect(String(choices[0]?.value).length).toBeLessThanOrEqual(100);
    expect(choices[0]?.name.isWellFormed()).toBe(true);
  });

  test("no more are offered than Discord takes", async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ label: `Paper ${i}`, value: String(i) }));
    const { ben } = await set({ host: hostOf({ suggest: () => many }) });
    expect(await ben.autocomplete("papers", "do", { it: "x" }).choices).toHaveLength(25);
  });

  test("a suggestion that breaks or hangs is an empty list within three seconds", async () => {
    const { ben } = await set({
      host: hostOf({
        suggest: () => {
          throw new Error("no");
        },
      }),
    });
    expect(await ben.autocomplete("papers", "do", { it: "x" }).choices).toEqual([]);
  });
});

describe("a button", () => {
  test("turns the pages of its own message, and gives others a copy of their own", async () => {
    const { ada, ben } = await set();
    const page = await ben.command("papers", "search", { query: "transformers" }).answered;
    const turned = ben.press(page, "Next page");
    expect((await turned.first).kind).toBe("deferred update");
    expect(read(await turned.answered)).toContain("page 2 of");
    const copied = ada.press(page, "Next page");
    expect(await copied.first).toMatchObject({ kind: "deferred", ephemeral: true });
    expect(read(await copied.answered)).toContain("page 3 of");
    expect(read(ben.seen().at(-1)!)).toContain("page 2 of");
  });

  test("takes what was attached to its message away with it", async () => {
    const { ben } = await set({
      host: hostOf({
        blocks: [{ kind: "code", text: "long ".repeat(1_000) }, over("do", { it: "x" })],
      }),
    });
    const shown = await ben.command("papers", "show").answered;
    expect(shown.attachments).toHaveLength(1);
    expect((await ben.press(shown, "Over").answered).attachments).toEqual([]);
  });

  test("of a private answer does not work for anybody else, who is told politely", async () => {
    const { ada, ben } = await set({
      host: hostOf({ seen: "asker", blocks: [over("do", { it: "mine" })], open: true }),
    });
    const shown = await ben.command("papers", "show").answered;
    const told = await ada.press(shown, "Over").answered;
    expect(isPrivate(told)).toBe(true);
    expect(read(told)).toContain("That answer belongs to somebody else: type /papers do");
  });

  test("never shows what is private over an answer that everyone sees", async () => {
    const { ben } = await set({
      host: hostOf({ seen: "asker", blocks: [over("do", { it: "mine" })] }),
    });
    const shown = await ben.command("papers", "show").answered;
    const own = ben.press(shown, "Over");
    expect(await own.first).toMatchObject({ kind: "deferred", ephemeral: true });
    expect(read(await own.answered)).toContain("did mine");
    expect(read(ben.seen().find(({ id }) => id === shown.id)!)).not.toContain("did mine");
  });

  test("still works after the bot was started anew, also when its call was too long for it", async () => {
    const { ben } = await set();
    const query = "graph transformers with positional encodings ".repeat(4);
    const page = await ben.command("papers", "search", { query }).answered;
    const later = await stage.restart();
    expect(read(await ben.press(page, "Next page").answered)).toContain("page 2 of");
    await later.platform.stop();
  });

  test("whose call has expired, or is of another version, says so to its presser alone", async () => {
    const clock = { now: Date.parse("2026-11-24T08:00:00Z") };
    const { ben, store } = await set({ clock });
    const query = "graph transformers with positional encodings ".repeat(4);
    const page = await ben.command("papers", "search", { query }).answered;
    clock.now += 40 * 24 * 3_600_000;
    await store.tickets.prune(clock.now);
    const told = await ben.press(page, "Next page").answered;
    expect(read(told)).toContain("This button has expired: please ask again with search.");
    expect(isPrivate(told)).toBe(true);
  });

  test("that asks opens a form with what is known, and a refused form opens again as it was filled in", async () => {
    const { ada, store, at } = await set();
    const asked = await ada.command("papers", "subscribe").answered;
    const modal = await ada.press(asked, "Choose time and zone").modal;
    const refused = await seenOf(ada.submit(modal, { zone: "Berlim", topics: "graphs" }));
    expect(read(refused)).toContain("Did you mean Europe/Berlin?");
    const again = await ada.press(refused, "Change it").modal;
    expect(JSON.stringify(again.components)).toContain('"Berlim"');
    const done = await ada.submit(again, { zone: "Europe/Berlin" }).answered;
    expect(JSON.stringify(done)).not.toContain("Change it");
    expect(await store.subscriptions.inTenant(at)).toMatchObject([
      { zone: "Europe/Berlin", topics: "graphs" },
    ]);
  });

  test("that asked takes back what it asked, and nothing that was slipped into it", async () => {
    const { ada, store, at } = await set();
    await ada.command("papers", "subscribe", { zone: "UTC", topics: "graphs" }).answered;
    const [before] = await store.subscriptions.inTenant(at);
    const asked = await ada.command("papers", "subscribe").answered;
    const modal = await ada.press(asked, "Choose time and zone").modal;
    const which = { type: 4, custom_id: "which", style: 1 };
    const slipped = { type: 18, label: "Which", component: which };
    const forged = { ...modal, components: [...modal.components, slipped] };
    await ada.submit(forged, { zone: "Europe/Berlin", which: before?.id ?? "" }).answered;
    const zones = (await store.subscriptions.inTenant(at)).map(({ zone }) => zone);
    expect(zones.toSorted()).toEqual(["Europe/Berlin", "UTC"]);
  });

  test("that asks opens no form for who may not send it", async () => {
    const { ada, ben } = await set();
    const asked = await ada.command("papers", "subscribe").answered;
    const told = await ben.press(asked, "Choose time and zone").answered;
    expect(read(told)).toContain("Only people who manage this server");
    expect(isPrivate(told)).toBe(true);
  });
});

test("a menu fills the option that it is for", async () => {
  const menu = {
    kind: "actions",
    actions: [
      {
        kind: "menu",
        placeholder: "Choose",
        next: { command: "do", input: {} },
        fills: "it",
        choices: [
          { label: "One", value: "1" },
          { label: "Two", value: "2" },
        ],
      },
    ],
  } as const;
  const { ben } = await set({ host: hostOf({ blocks: [menu] }) });
  const message = await ben.command("papers", "show").answered;
  expect(read(await ben.pick(message, "Choose", ["2"]).answered)).toContain("did 2");
});

describe("in the menu of a message", () => {
  test("papers are found by its links, in its previews and parts too", async () => {
    const { ada, ben } = await set();
    const said = ada.say("Read https://arxiv.org/abs/2402.02005 and 2509.99999!");
    const asked = ben.messageMenu("Find papers in this message", said);
    expect(await asked.first).toMatchObject({ kind: "deferred", ephemeral: true });
    const found = read(await asked.answered);
    expect(found).toContain("2 papers in this message");
    expect(found).toContain("Topology-Informed Graph Transformer");
    const mine = await ada.command("papers", "show", { paper: "2402.02005" }).answered;
    expect(read(await ben.messageMenu("Find papers in this message", mine).answered)).toContain(
      "1 paper in this message",
    );
    const endless = ada.say(`2402.02005 ${"word ".repeat(9_000)}`);
    expect(read(await ben.messageMenu("Find papers in this message", endless).answered)).toContain(
      "1 paper in this message",
    );
  });
});

test("nothing that is sent may ping anybody, whichever way it goes", async () => {
  const { ada, ben, discord, platform, at } = await set();
  const page = await ben.command("papers", "search", { query: "transformers" }).answered;
  await ben.press(page, "Next page").answered;
  await ben.command("papers", "show", { paper: "no such paper at all" }).followup();
  const asked = await ada.command("papers", "subscribe").answered;
  await ben.press(asked, "Choose time and zone").answered;
  const unread = { status: 400, body: { code: 50035, message: "Invalid Form Body" } };
  discord.faults.next("PATCH /webhooks/*/*/messages/@original", unread);
  await seenOf(ben.command("papers", "show", { paper: "2402.02005" }));
  const reply = { summary: "@everyone", blocks: [] };
  await platform.post(at, reply, "delivery-1");
  discord.faults.next("POST /channels/*/messages", unread);
  await platform.post(at, reply, "delivery-2");
  const sent = discord.requests.flatMap(({ method, path, body }) => {
    const { data = body } = Object(body) as { readonly data?: unknown };
    const message = Object(data) as object;
    const isMessage = ("components" in message || "content" in message) && !("title" in message);
    return isMessage ? [[`${method} ${path.split("/")[1]}`, message] as const] : [];
  });
  expect(new Set(sent.map(([way]) => way))).toEqual(
    new Set(["PATCH webhooks", "POST webhooks", "POST interactions", "POST channels"]),
  );
  for (const [, message] of sent)
    expect(message).toMatchObject({ allowed_mentions: { parse: [] } });
});

const over = (command: string, input: Record<string, string>) =>
  ({
    kind: "actions",
    actions: [{ kind: "button", label: "Over", next: { command, input, answer: "over" } }],
  }) as const;
