import { PermissionFlagsBits } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import { hostOf } from "./small-host.ts";
import { isPrivate, read, type Setting, type Stage, seenOf, setStage } from "./stage.ts";

let stage: Stage;
const set = async (setting: Setting = {}) => {
  stage = await setStage(setting);
  return stage;
};
afterEach(async () => {
  await stage.close();
  expect(stage.discord.refusals).toEqual([]);
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
