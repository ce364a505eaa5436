import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostError, type Reply } from "#chat";
import { read, type Stage, seenOf, setStage } from "./stage.ts";

const NOTICE: Reply = {
  summary: "I stopped posting papers.",
  blocks: [
    { kind: "text", text: "I stopped posting papers." },
    {
      kind: "actions",
      actions: [
        {
          ...{ kind: "button", label: "Resume" },
          next: { command: "subscriptions", input: { do: "resume" } },
        },
        {
          ...{ kind: "button", label: "Subscribe" },
          next: { command: "subscribe", input: { zone: "UTC" }, ask: ["time"] },
        },
      ],
    },
  ],
};

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const tell = (person = stage.ada, key = "notice-1") =>
  stage.platform.tell({ tenant: stage.guild.id, person: person.user.id }, NOTICE, key);
/** Somebody in their direct messages with the bot, and what they read there. */
const alone = (person: Stage["ada"]) => person.at(stage.discord.direct(person));
const told = (person: Stage["ada"]) => alone(person).seen().map(read);
const failure = async () =>
  await tell().then(
    () => undefined,
    (error: unknown) => (error instanceof PostError ? error : undefined),
  );

describe("a notice", () => {
  test("goes to the person's direct messages, once for its key, and pings nobody", async () => {
    await tell();
    await tell();
    expect(told(stage.ada)).toEqual([expect.stringContaining("I stopped posting papers.")]);
    expect(stage.discord.refusals).toEqual([]);
  });

  test("to somebody who takes no direct messages goes where moderators are told, else to the owner", async () => {
    const { discord, guild } = stage;
    const cyd = discord.person({ name: "Cyd", guild, permissions: ["ManageGuild"], direct: false });
    const owner = discord.person({ name: "Olga", guild });
    guild.ownerId = owner.user.id;
    await tell(cyd);
    expect(told(owner)).toHaveLength(1);
    guild.updates = guild.channel({ name: "moderators" });
    await tell(cyd, "notice-2");
    expect(guild.updates.messages.map(read)).toEqual([expect.stringContaining("I stopped")]);
    expect(told(owner)).toHaveLength(1);
  });

  test("never goes to somebody who no longer manages the server", async () => {
    const { discord, guild } = stage;
    guild.ownerId = discord.person({ name: "Olga", guild }).user.id;
    await tell(stage.ben);
    expect(told(stage.ben)).toEqual([]);
  });

  test("says when there is nobody who can be told", async () => {
    stage.ada.allow();
    expect(await failure()).toMatchObject({ fault: "gone" });
  });

  test("of a server that the bot is no longer in still reaches who subscribed", async () => {
    stage.guild.kickBot();
    await tell();
    expect(told(stage.ada)).toHaveLength(1);
  });

  test.each([
    ["limits it", { rateLimit: 40 }, "rate"],
    ["has heard of too many people", { status: 400, body: { code: 40003, message: "" } }, "rate"],
    ["is down", { status: 503 }, "unclear"],
    ["refuses the token", { status: 401 }, "auth"],
  ])("that fails because Discord %s is classed", async (_, fault, expected) => {
    stage.discord.faults.next("POST /users/@me/channels", fault);
    expect(await failure()).toMatchObject({ fault: expected });
  });
});

describe("a press on a notice in direct messages", () => {
  const subscribe = () =>
    stage.ada.command("papers", "subscribe", { zone: "UTC", time: "08:00" }).answered;
  const stateOf = async () => (await stage.store.subscriptions.inTenant(stage.at))[0]?.state;
  const stopped = async () => {
    await subscribe();
    await stage.store.subscriptions.disable(stage.at, "no permission", 0);
    await tell();
    return alone(stage.ada).seen().at(-1)!;
  };

  test("does what it would in the server, and so do the buttons of its answer", async () => {
    const notice = await stopped();
    const answer = await seenOf(alone(stage.ada).press(notice, "Resume"));
    expect(read(answer)).toContain("Resumed: the next post");
    expect(await stateOf()).toBe("enabled");
    expect(read(await seenOf(alone(stage.ada).press(answer, "Pause")))).toContain("Paused");
    expect(await stateOf()).toBe("paused");
  });

  test.each([
    ["lost Manage Server", () => stage.ada.allow()],
    [
      "is timed out",
      () => {
        const member = stage.guild.members.get(stage.ada.user.id)!;
        member.silencedUntil = new Date(Date.now() + 60_000).toISOString();
      },
    ],
    ["left the server", () => void stage.guild.members.delete(stage.ada.user.id)],
  ])("of somebody who meanwhile %s is refused", async (_, lose) => {
    const notice = await stopped();
    lose();
    const answer = await seenOf(alone(stage.ada).press(notice, "Resume"));
    expect(read(answer)).toContain("Only people who manage this server");
    expect(await stateOf()).toBe("disabled");
  });

  test("of a server that the bot is no longer in says so", async () => {
    const notice = await stopped();
    stage.guild.kickBot();
    const answer = await seenOf(alone(stage.ada).press(notice, "Resume"));
    expect(read(answer)).toContain("I am not in that server any more");
  });

  test("says that it could not be told who presses when Discord gives no answer", async () => {
    const notice = await stopped();
    stage.discord.faults.next("GET /guilds/*", { status: 500 }, 9);
    const answer = await seenOf(alone(stage.ada).press(notice, "Resume"));
    expect(read(answer)).toContain("did not tell me who you are");
    expect(await stateOf()).toBe("disabled");
  });

  test("with a form asks who presses when the form comes back, and posts in no direct messages", async () => {
    const notice = await stopped();
    const modal = await alone(stage.ada).press(notice, "Subscribe").modal;
    const answer = await seenOf(alone(stage.ada).submit(modal, { time: "09:00" }));
    expect(read(answer)).toContain("type subscribe in the one that wants papers");
    stage.ada.allow();
    const again = await alone(stage.ada).press(notice, "Subscribe").modal;
    const refused = await seenOf(alone(stage.ada).submit(again, { time: "09:00" }));
    expect(read(refused)).toContain("Only people who manage this server");
  });

  test("carries nothing that somebody else could make up: neither the call nor the server", async () => {
    const notice = await stopped();
    const wire = JSON.stringify(notice.components);
    expect(wire).not.toContain(stage.guild.id);
    expect(wire).not.toContain("resume");
    const other = stage.discord.guild();
    const forged = JSON.stringify(["subscriptions", { do: "list" }, 0, 0, 0, other.id]);
    expect(await stage.bot.tickets.read(`1${forged}`)).not.toHaveProperty("tenant");
  });
});
