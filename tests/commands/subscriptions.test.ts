import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actionsOf } from "#chat";
import { openDesk, shown } from "../desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.store.close());

describe("subscriptions", () => {
  test("subscribe tells the next post in local time, and every button does what it says", async () => {
    const made = await desk.say(
      'subscribe time:9am days:daily count:3 topics:"graph transformers"',
    );
    expect(made.summary).toBe(
      "Subscribed: #general gets 3 papers every day at 09:00 (Europe/Berlin) on graph transformers. Next post: Tue 24 Nov, 09:00 (Europe/Berlin).",
    );
    expect(shown(await desk.press(made, "Preview"))).toContain("Papers for 24 Nov 2026");
    const paused = await desk.press(await desk.say("subscriptions"), "Pause");
    expect(paused.summary).toContain("Paused");
    expect(shown(await desk.say("subscriptions"))).toContain(
      "nothing is posted until it is resumed",
    );
    expect((await desk.press(paused, "Resume")).summary).toContain("Resumed: the next post");
    const removed = await desk.press(await desk.say("subscriptions"), "Remove");
    expect((await desk.say("subscriptions")).summary).toContain("No channel is subscribed yet");
    await desk.press(removed, "Undo");
    expect(shown(await desk.say("subscriptions"))).toContain("on graph transformers");
  });

  test("typed settings change what they name, and a button's are complete", async () => {
    await desk.say("subscribe time:08:00 count:3 topics:topology");
    await desk.say("subscribe topics:topology days:mon");
    expect(shown(await desk.say("subscriptions"))).toContain(
      "Monday at 08:00 (Europe/Berlin)\n3 papers",
    );
    const list = await desk.say("subscriptions");
    const edit = actionsOf(list).find((one) => one.kind === "button" && one.label === "Edit");
    expect(edit).toMatchObject({ next: { input: { time: "08:00", topics: "topology" } } });
  });

  test.each([
    ["topics:the", "“the” has only words that every search passes over: write it out"],
    ['topics:"topology, of the"', "“of the” has only words that every search passes over"],
    ["topics:???", "There is no word in “???”: give some"],
    ["exclude:the", "“the” has only words that every search passes over"],
    ['exclude:"the -survey"', "“the -survey” would leave out every paper without it"],
    ["exclude:-survey", "“-survey” would leave out every paper without it: write what is"],
  ])("%s is refused, and says what to write", async (typed, sentence) => {
    expect((await desk.say(`subscribe ${typed}`)).summary).toContain(sentence);
    expect((await desk.say("subscriptions")).summary).toContain("No channel is subscribed yet");
  });

  test.each(["topics:-survey", 'topics:"all -survey"', "topics:show", "exclude:none"])(
    "%s is taken",
    async (typed) => {
      expect((await desk.say(`subscribe ${typed}`)).summary).toContain("Subscribed");
    },
  );

  test("only managers may, by word or by button", async () => {
    const refused = await desk.say("subscribe", false);
    expect(refused).toMatchObject({ problem: "refused" });
    expect(refused.summary).toContain("ask one of them");
    await desk.say("subscribe");
    const list = await desk.say("subscriptions");
    expect((await desk.press(list, "Remove", false)).problem).toBe("refused");
    expect((await desk.say("subscriptions")).summary).toContain("#general");
  });

  test("a post goes where and as the manager chose, and an edit keeps the place", async () => {
    await desk.say('subscribe channel:"<#C7|papers>" mention:"<@&42>" thread:yes loud:yes');
    const [one] = await desk.store.subscriptions.inTenant(desk.at);
    expect(one).toMatchObject({
      channel: "C7",
      manner: { mention: "42", thread: true, loud: true },
    });
    const shownOnce = shown(await desk.say("subscriptions"));
    expect(shownOnce).toContain("mentions a role · rings · opens a thread");
    await desk.say(`subscribe which:${one?.id} mention:none time:10:00`);
    expect(await desk.store.subscriptions.inTenant(desk.at)).toMatchObject([
      { channel: "C7", time: "10:00" },
    ]);
    expect((await desk.store.subscriptions.inTenant(desk.at))[0]?.manner).toBeUndefined();
  });

  test("a channel that can't be posted in is refused with its cure", async () => {
    const call = {
      command: "subscribe",
      by: { id: "ada", manager: true, zone: "UTC" },
      at: desk.at,
    };
    const barred = { general: "I may not send messages there: allow me Send Messages." };
    const here = await desk.bot.host.answer({ ...call, input: {}, barred });
    expect(here).toMatchObject({ problem: "refused", summary: barred.general });
    const there = await desk.bot.host.answer({ ...call, input: { channel: "C9" }, barred });
    expect(there.problem).toBeUndefined();
  });

  test("many are listed a page at a time, and each can be managed", async () => {
    for (const channel of ["a", "b", "c", "d", "e", "f", "g"]) {
      await desk.say(`subscribe channel:${channel}`);
      desk.pass(1000);
    }
    const first = await desk.say("subscriptions");
    expect(first.summary).toBe("Subscriptions, page 1 of 2");
    const second = await desk.press(first, "Next page");
    expect(shown(second)).toContain("7. #g");
    const managed = await desk.press(second, "Manage");
    expect(actionsOf(managed).map((action) => "label" in action && action.label)).toEqual([
      "Preview",
      "Edit",
      "Filters",
      "Posting",
      "Pause",
      "Remove",
    ]);
  });

  test.each([
    ["subscribe zone:Berlim", "Did you mean Europe/Berlin?"],
    ["subscribe zone:+02:00", "summer time"],
    ["subscribe time:25:00", "give it as 09:00"],
    ["subscribe days:someday", "no day of the week"],
    ["subscribe count:99", "from 1 to 10"],
    ["subscriptions pause 4", "type subscribe first"],
    ["subscriptions delete 1", "can't tell what to do with “delete 1”: type subscriptions preview"],
    ["subscriptions 1 pause", "pause, resume or remove, or subscriptions alone for the list"],
  ])("%s is refused with a cure", async (line, cure) => {
    const reply = await desk.say(line);
    expect(reply.problem).toBe("refused");
    expect(reply.summary).toContain(cure);
  });
});
