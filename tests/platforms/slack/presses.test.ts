import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHost, erase, type Reply } from "#chat";
import { type Message, type Person, textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
let ada: Person;
let ben: Person;
let olga: Person;

beforeEach(async () => {
  stage = await setStage();
  [ada, ben, olga] = ["ada", "ben", "olga"].map((name) => stage.slack.person(name)) as [
    Person,
    Person,
    Person,
  ];
});
afterEach(async () => {
  expect(stage.refused()).toBe("");
  expect(stage.log.filter(({ level }) => level === "error")).toEqual([]);
  await stage.close();
});

const found = (): Promise<Message> =>
  ada.command("/papers", "search topological transformers").answer;

describe("turning the pages of an answer", () => {
  test("its asker turns the message itself, again and again", async () => {
    const first = await found();
    const second = await ada.press(first, "Next page").answer;
    expect(second).toMatchObject({ ts: first.ts, channel: first.channel });
    expect(textOf(second)).toContain("page 2 of");
    expect(textOf(await ada.press(second, "Next page").answer)).toContain("page 3 of");
    expect(ada.messages().filter(({ user }) => user === stage.slack.lab.botUser)).toHaveLength(1);
  });

  test("anybody else gets a private copy and turns that, and the asker's stays", async () => {
    const first = await found();
    const copy = await ben.press(first, "Next page").answer;
    expect(copy).toMatchObject({ onlyFor: ben.user.id });
    expect(copy.ts).not.toBe(first.ts);
    const third = await ben.press(copy, "Next page").answer;
    expect(third).toMatchObject({ ts: copy.ts, onlyFor: ben.user.id });
    expect(textOf(third)).toContain("page 3 of");
    expect(textOf(ada.newest())).toContain("page 1 of");
  });

  test("where the message can't be changed, its asker gets the page for themselves", async () => {
    const first = await found();
    stage.slack.faults.next("response_url", { status: 404 });
    const pressed = ada.press(first, "Next page");
    expect((await pressed.shows("page 2 of")).onlyFor).toBe(ada.user.id);
  });

  test("what is one person's alone never takes the place of what all can see", async () => {
    const next = { command: "saved", input: {}, answer: "over" } as const;
    const button = { kind: "button", label: "Mine", next } as const;
    const reply: Reply = { summary: "All", blocks: [{ kind: "actions", actions: [button] }] };
    const all = erase<object, Record<never, never>>({
      ...{ name: "all", about: "all", seen: "everyone", options: {} },
      run: () => reply,
    });
    const mine = erase<object, Record<never, never>>({
      ...{ name: "saved", about: "mine", seen: "asker", options: {} },
      run: () => ({ summary: "Mine alone", blocks: [{ kind: "text", text: "Mine alone" }] }),
    });
    await stage.close();
    const host = createHost({ commands: [all, mine], tools: {}, onFailure: () => {} });
    stage = await setStage({ host });
    ada = stage.slack.person("ada");
    const shown = await ada.command("/papers", "all").answer;
    const answer = await ada.press(shown, "Mine").answer;
    expect(answer).toMatchObject({ onlyFor: ada.user.id, text: "Mine alone" });
    expect(ada.messages()).toContainEqual(shown);
  });

  test("a post is nobody's, so that turning it gives a private copy", async () => {
    const next = { command: "search", input: { query: "graph", page: 2 }, answer: "over" } as const;
    const button = { kind: "button", label: "Next page", next } as const;
    const reply: Reply = { summary: "Post", blocks: [{ kind: "actions", actions: [button] }] };
    await stage.post(reply, "key-1");
    const post = ada.newest();
    const copy = await ada.press(post, "Next page").answer;
    expect(copy).toMatchObject({ onlyFor: ada.user.id });
    expect(ada.messages()).toContainEqual(post);
  });
});

describe("a button", () => {
  test("whose answer is for all is answered beside the message", async () => {
    const similar = await ada.press(await found(), "Similar").answer;
    expect(similar.onlyFor).toBeUndefined();
    expect(textOf(similar)).toContain("Papers like");
  });

  test("whose answer is its presser's is answered to them alone", async () => {
    const saved = await ben.press(await found(), "Save").answer;
    expect(saved.onlyFor).toBe(ben.user.id);
    expect(textOf(await ben.press(saved, "Your list").answer)).toContain("1 paper");
    expect(textOf(await ada.command("/papers", "saved").answer)).toContain("nothing yet");
  });

  test("in a thread is answered in the thread", async () => {
    const root = ada.say("Look here");
    const page = await ada.mention("search graph", { thread: root.ts }).answer;
    expect(page.threadTs).toBe(root.ts);
    expect((await ada.press(page, "Similar").answer).threadTs).toBe(root.ts);
  });

  test("of another version of the bot is refused in words", async () => {
    const page = await found();
    const [message] = stage.slack.lab.channel("papers").messages.filter(({ ts }) => ts === page.ts);
    const spoilt = JSON.parse(
      JSON.stringify(message).replaceAll(/"value":"[^"]*?:1\[/g, '"value":"9['),
    );
    stage.slack.lab.channel("papers").messages = [spoilt];
    expect(textOf(await ada.press(spoilt, "Similar").answer)).toContain("another version of me");
  });
});

describe("a form", () => {
  test("begins with what there is, and changes what is sent", async () => {
    const told = await olga.command("/papers", SUBSCRIBE).answer;
    const pressed = olga.press(told, "Edit");
    const form = await pressed.modal;
    olga.submit(form, { time: "10:30" });
    expect(textOf(await pressed.answer)).toContain("10:30");
    const [kept] = await stage.store.subscriptions.inTenant({
      platform: "slack",
      tenant: stage.slack.lab.id,
    });
    expect(kept).toMatchObject({ time: "10:30", zone: "Europe/Berlin" });
  });

  test("with a field that was emptied takes away what was there", async () => {
    const told = await olga.command("/papers", `${SUBSCRIBE} topics:graphs`).answer;
    const pressed = olga.press(told, "Edit");
    olga.submit(await pressed.modal, { topics: "" });
    expect(textOf(await pressed.answer)).not.toContain("graphs");
    const scope = { platform: "slack", tenant: stage.slack.lab.id };
    const [kept] = await stage.store.subscriptions.inTenant(scope);
    expect(kept).not.toHaveProperty("topics");
  });

  test("shows what is wrong at its field and stays open", async () => {
    const told = await olga.command("/papers", SUBSCRIBE).answer;
    const form = await olga.press(told, "Edit").modal;
    expect(Object.keys(await olga.submit(form, { time: "25:99" }).errors)).toEqual(["time"]);
    expect(stage.slack.views.stack(olga.user)).toHaveLength(1);
  });

  test("opens for nobody who may not manage", async () => {
    const told = await olga.command("/papers", SUBSCRIBE).answer;
    const refused = await ada.press(told, "Edit").answer;
    expect(refused.onlyFor).toBe(ada.user.id);
    expect(textOf(refused)).toContain("Only people who manage");
    expect(stage.slack.sent("views.open")).toEqual([]);
  });

  test("sent by somebody who may not manage any more is refused where it stands", async () => {
    const { lab } = stage.slack;
    const adam = stage.slack.person("adam");
    const form = await adam.press(await adam.command("/papers", SUBSCRIBE).answer, "Edit").modal;
    lab.users.set(adam.user.id, { ...adam.user, role: "member" });
    stage.pass(5 * 60_000 + 1);
    const errors = await adam.submit(form, { time: "10:30" }).errors;
    expect(Object.values(errors).join()).toContain("Only people who manage");
  });

  test("completes a zone while it is typed, and takes what was typed", async () => {
    const told = await olga.command("/papers", SUBSCRIBE).answer;
    const form = await olga.press(told, "Edit").modal;
    const options = await olga.typeahead(form, "zone", "lisb").options;
    expect(options.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["Europe/Lisbon", "lisb"]),
    );
    const foreign = await ada.typeahead(form, "zone", "lisb").options;
    expect(foreign.map(({ value }) => value)).toEqual(["lisb"]);
  });
});

test("a menu makes the call with what was picked", async () => {
  const calls: unknown[] = [];
  const options = { which: { type: "text", about: "one of them" } } as const;
  const next = { command: "choose", input: {} } as const;
  const choices = ["one", "two"].map((value) => ({ label: `Number ${value}`, value }));
  const menu = { kind: "menu", placeholder: "Choose", next, fills: "which", choices } as const;
  const choose = erase<object, typeof options>({
    ...{ name: "choose", about: "choose", seen: "everyone", options },
    run: ({ which }) => {
      calls.push(which);
      return { summary: `Chose ${which}`, blocks: [{ kind: "actions", actions: [menu, menu] }] };
    },
  });
  const host = createHost({ commands: [choose], tools: {}, onFailure: () => {} });
  await stage.close();
  stage = await setStage({ host });
  const person = stage.slack.person("ada");
  const message = await person.command("/papers", "choose").answer;
  await person.pick(message, "Choose", "two").answer;
  expect(calls).toEqual([undefined, "two"]);
});
