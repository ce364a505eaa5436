import { describe, expect, test } from "vitest";
import type { Asked, FakeDiscord } from "../index.ts";
import type { Json } from "../json.ts";
import { call, fake, login } from "../stage.ts";
import { type Bad, expectRefusal } from "./expect-refusal.ts";
import { button, display, long, row, V2 } from "./parts.ts";

const input = (more: Json = {}) => ({ type: 4, custom_id: "query", style: 1, ...more });
const label = (component: unknown, more: Json = {}) => ({
  type: 18,
  label: "Words",
  component,
  ...more,
});
const modal = (components: readonly unknown[], more: Json = {}) => ({
  type: 9,
  data: { custom_id: "form", title: "Edit", components, ...more },
});
const message = (data: Json) => ({ type: 4, data });
const choices = (...given: unknown[]) => ({ type: 8, data: { choices: given } });

const TO_A_COMMAND: readonly Bad[] = [
  ["no type", {}, "type"],
  ["an update, where there is no message", { type: 7, data: { content: "a" } }, "type"],
  ["a deferred update, where there is no message", { type: 6 }, "type"],
  ["choices", choices(), "type"],
  ["content of 2,001", message({ content: long(2_001) }), "data.content"],
  ["displays without the flag", message({ components: [display("a")] }), "data.components.0.type"],
  ["content beside displays", message({ flags: V2, content: "a" }), "data.content"],
  [
    "a custom_id twice",
    message({ components: [row(button(), button())] }),
    "data.components.0.components.1.custom_id",
  ],
  ["a defer of displays", { type: 5, data: { flags: V2 } }, "data.flags"],
  ["a form without title", modal([label(input())], { title: " " }), "data.title"],
  ["a form's title of 46", modal([label(input())], { title: long(46) }), "data.title"],
  ["a form of nothing", modal([]), "data.components"],
  [
    "a form of six parts",
    modal(Array.from({ length: 6 }, (_, n) => label(input({ custom_id: `${n}` })))),
    "data.components",
  ],
  ["a form with a button", modal([row(button())]), "data.components.0.components.0.type"],
  ["a label of 46", modal([label(input(), { label: long(46) })]), "data.components.0.label"],
  [
    "a label's description of 101",
    modal([label(input(), { description: long(101) })]),
    "data.components.0.description",
  ],
  ["a label around nothing", modal([{ type: 18, label: "Words" }]), "data.components.0.component"],
  [
    "a field twice",
    modal([label(input()), label(input())]),
    "data.components.1.component.custom_id",
  ],
  [
    "a field labelled twice",
    modal([label(input({ label: "Words" }))]),
    "data.components.0.component.label",
  ],
  ["a field in a row without label", modal([row(input())]), "data.components.0.components.0.label"],
  [
    "a value longer than max_length",
    modal([label(input({ max_length: 3, value: "four" }))]),
    "data.components.0.component.value",
  ],
  [
    "a value of 4,001",
    modal([label(input({ value: long(4_001) }))]),
    "data.components.0.component.value",
  ],
  [
    "min_length above max_length",
    modal([label(input({ min_length: 3, max_length: 2 }))]),
    "data.components.0.component.min_length",
  ],
  [
    "a placeholder of 101",
    modal([label(input({ placeholder: long(101) }))]),
    "data.components.0.component.placeholder",
  ],
  [
    "a disabled menu",
    modal([label({ type: 8, custom_id: "a", disabled: true })]),
    "data.components.0.component.disabled",
  ],
  [
    "a menu that must be answered by nothing",
    modal([label({ type: 8, custom_id: "a", min_values: 0 })]),
    "data.components.0.component.min_values",
  ],
  [
    "a key no field has",
    modal([label(input({ colour: 1 }))]),
    "data.components.0.component.colour",
  ],
];

const TO_TYPING: readonly Bad[] = [
  ["a message", message({ content: "a" }), "type"],
  ["a defer", { type: 5 }, "type"],
  [
    "26 choices",
    choices(...Array.from({ length: 26 }, (_, n) => ({ name: "a", value: `${n}` }))),
    "data.choices",
  ],
  ["a name of 101", choices({ name: long(101), value: "a" }), "data.choices.0.name"],
  ["a blank name", choices({ name: " ", value: "a" }), "data.choices.0.name"],
  ["a value of 101", choices({ name: "a", value: long(101) }), "data.choices.0.value"],
  ["an empty value", choices({ name: "a", value: "" }), "data.choices.0.value"],
  ["a number for a text", choices({ name: "a", value: 1 }), "data.choices.0.value"],
];

const path = ({ id, token }: Asked) => `POST /interactions/${id}/${token}/callback`;
const open = { auth: false } as const;

async function scene(): Promise<{ discord: FakeDiscord; ada: ReturnType<FakeDiscord["person"]> }> {
  const discord = await fake();
  const guild = discord.guild();
  await login(discord);
  await call(discord, `PUT /applications/${discord.applicationId}/commands`, [
    {
      name: "papers",
      description: "Papers",
      options: [{ type: 3, name: "query", description: "Words", autocomplete: true }],
    },
  ]);
  return { discord, ada: discord.person({ guild }) };
}

describe("a response to a command is refused for", () => {
  test.each(TO_A_COMMAND)("%s", async (_, body, where) => {
    const { discord, ada } = await scene();
    await expectRefusal(discord, path(ada.command("papers", null)), body, where, open);
    expect(ada.seen()).toEqual([]);
  });
});

describe("a response to typing is refused for", () => {
  test.each(TO_TYPING)("%s", async (_, body, where) => {
    const { discord, ada } = await scene();
    const typing = ada.autocomplete("papers", null, { query: "a" });
    await expectRefusal(discord, path(typing), body, where, open);
  });
});

test("a form cannot be answered by another form", async () => {
  const { discord, ada } = await scene();
  const asked = ada.command("papers", null);
  await call(discord, path(asked), modal([label(input({ required: false }))]), open);
  const sent = ada.submit(await asked.modal);
  await expectRefusal(discord, path(sent), modal([label(input())]), "type", open);
});

test("a form that no message opened cannot update one", async () => {
  const { discord, ada } = await scene();
  const asked = ada.command("papers", null);
  await call(discord, path(asked), modal([label(input({ required: false }))]), open);
  const sent = ada.submit(await asked.modal);
  await expectRefusal(discord, path(sent), { type: 7, data: { content: "a" } }, "type", open);
});

test("a response must come without the bot's token", async () => {
  const { discord, ada } = await scene();
  const got = await call(discord, path(ada.command("papers", null)), message({ content: "a" }));
  expect(got.status).toBe(400);
  expect(discord.refusals).toMatchObject([
    { code: 0, message: expect.stringContaining("Authorization") },
  ]);
});
