import { afterEach, describe, expect, test } from "vitest";
import type { Block, Next } from "#chat";
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

describe("a menu", () => {
  test("fills the option that it is for", async () => {
    const { ben } = await set({ host: hostOf({ blocks: [menuOf({ command: "do", input: {} })] }) });
    const message = await ben.command("papers", "show").answered;
    expect(read(await ben.pick(message, "Choose", ["2"]).answered)).toContain("did 2");
  });

  test("that opens a form keeps what was picked, in the form and in what is sent", async () => {
    const next = { command: "do", input: {}, ask: ["it"] };
    const { ben } = await set({ host: hostOf({ blocks: [menuOf(next)] }) });
    const message = await ben.command("papers", "show").answered;
    const modal = await ben.pick(message, "Choose", ["2"]).modal;
    expect(modal.components).toMatchObject([{ component: { custom_id: "it", value: "2" } }]);
    expect(read(await ben.submit(modal).answered)).toContain("did 2");
  });

  test("keeps what was picked also where its form asks for something else", async () => {
    const next = { command: "do", input: {}, ask: ["more"] };
    const { ben } = await set({ host: hostOf({ blocks: [menuOf(next)] }) });
    const message = await ben.command("papers", "show").answered;
    const modal = await ben.pick(message, "Choose", ["2"]).modal;
    expect(JSON.stringify(modal.components)).not.toContain('"it"');
    expect(read(await ben.submit(modal, { more: "words" }).answered)).toContain("did 2");
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

/** A menu of two choices that fills `it`. */
function menuOf(next: Next): Block {
  const choices = [
    { label: "One", value: "1" },
    { label: "Two", value: "2" },
  ];
  const menu = { kind: "menu", placeholder: "Choose", next, fills: "it", choices } as const;
  return { kind: "actions", actions: [menu] };
}
