import type { APIMessage } from "discord.js";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { commands } from "#commands";
import { controlsOf } from "../../fakes/discord/index.ts";
import { read, type Stage, seenOf, setStage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ clock: { now: Date.parse("2026-11-24T07:00:00Z") } });
});
afterEach(async () => {
  await stage.close();
  expect(stage.discord.refusals).toEqual([]);
});

/** What went over the wire, without what differs at every run. */
function wire({ components, flags }: APIMessage): string {
  return JSON.stringify({ flags, components }, undefined, 1)
    .replaceAll(/\d{17,20}/g, "<id>")
    .replaceAll(/\\"which\\":\\"[0-9a-f]{8}\\"/g, '\\"which\\":\\"<which>\\"')
    .replaceAll(/1#[\w-]{22}/g, "1#<parked>");
}

const asks: readonly (readonly [string, Record<string, string | number | boolean>])[] = [
  ["search", { query: "graph transformers", since: "2024" }],
  ["show", { paper: "2402.02005" }],
  ["similar", { paper: "2402.02005" }],
  ["find", { text: "https://arxiv.org/abs/2402.02005" }],
  ["trending", { window: "month" }],
  ["cite", { paper: "2402.02005" }],
  ["upvote", { paper: "2402.02005" }],
  ["save", { paper: "2402.02005" }],
  ["saved", {}],
  ["subscribe", { zone: "Europe/Berlin", topics: "graph transformers" }],
  ["subscriptions", {}],
  ["help", {}],
];

test("every command has its wire kept here", () => {
  expect(asks.map(([name]) => name)).toEqual(commands.map(({ name }) => name));
});

describe("the wire of", () => {
  test.each(asks)("%s", async (name, options) => {
    const { ada } = stage;
    if (name === "saved") await ada.command("papers", "save", { paper: "2402.02005" }).answered;
    if (name === "subscriptions")
      await ada.command("papers", "subscribe", { zone: "Europe/Berlin" }).answered;
    const message = await ada.command("papers", name, options).answered;
    await expect(wire(message)).toMatchFileSnapshot(`wire/${name}.snap`);
  });
});

describe("every button of every answer does what it says", () => {
  test.each(asks)("%s", async (name, options) => {
    const { ada } = stage;
    const message = await ada.command("papers", name, options).answered;
    for (const { kind, label, customId } of controlsOf(message)) {
      if (kind !== "button" || !customId) continue;
      const asked = ada.press(message, customId);
      const { kind: first } = await asked.first;
      const shown = first === "modal" ? (await asked.modal).title : read(await seenOf(asked));
      expect(shown, `${name}: ${label}`).toMatch(/\S/);
      expect(shown, `${name}: ${label}`).not.toContain("went wrong");
    }
  });
});

test("a long list of saved papers is exported as a file", async () => {
  const { ada, discord } = stage;
  const papers = [...(await pagesOf())].slice(0, 30);
  for (const paper of papers) await ada.command("papers", "save", { paper }).answered;
  const message = await ada.command("papers", "saved", { export: true }).answered;
  const [file] = message.attachments;
  expect(file?.filename).toBe("saved.bib");
  expect(String(discord.file(file!))).toContain("@");
  expect(String(discord.file(file!)).match(/^@/gm)).toHaveLength(papers.length);
});

test("a file arrives whichever library sends the requests of the process, as Slack's does where it was loaded first", async () => {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(new Agent());
  onTestFinished(() => setGlobalDispatcher(before));
  const { ada } = stage;
  for (const paper of [...(await pagesOf())].slice(0, 30))
    await ada.command("papers", "save", { paper }).answered;
  const { attachments } = await ada.command("papers", "saved", { export: true }).answered;
  expect(attachments.map(({ filename }) => filename)).toEqual(["saved.bib"]);
});

/** Ids of papers, from what is offered while typing. */
async function pagesOf(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const typed of ["a", "g", "t", "s", "p"]) {
    const choices = await stage.ben.autocomplete("papers", "show", { paper: typed }).choices;
    for (const { value } of choices) found.add(String(value));
  }
  return found;
}
