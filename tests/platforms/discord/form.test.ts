import { ComponentType, ModalSubmitInteraction, TextInputStyle } from "discord.js";
import { ModalInteractionCallbackRequestSchema } from "discord-api-spec/zod";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CommandCard, formOf, type Next, readInput, type Values } from "#chat";
import { commands } from "#commands";
import { formModal } from "../../../src/platforms/discord/form.ts";
import { readModal } from "../../../src/platforms/discord/read-modal.ts";
import { card } from "../../chat/cards.ts";
import { hostile } from "./hostile.ts";

const CHANNEL = "123456789012345678";
const command = card("subscribe", {
  time: {
    type: "text",
    about: "local time of the post, such as 09:00",
    required: true,
    longest: 20,
  },
  topics: { type: "text", about: "only papers on these, with commas between" },
  window: { type: "text", about: "how far back", choices: ["day", "week"] },
  loud: { type: "yesno", about: "let each post ring" },
  count: { type: "whole", about: "papers in a post", least: 1, most: 10 },
  least: { type: "whole", about: "least upvotes" },
  channel: { type: "channel", about: "where to post" },
  mention: { type: "role", about: "people to mention" },
  which: { type: "text", about: "which one", hidden: true },
});
const ask = (names: readonly string[], input: Values = {}): Next => ({
  command: "subscribe",
  input,
  ask: names,
});
const modal = (names: readonly string[], input?: Values) =>
  formModal(command, ask(names, input), "form~1");
const inputs = (names: readonly string[], input?: Values) =>
  modal(names, input).components.map((part) => ("component" in part ? part.component : part));

describe("a form", () => {
  test("asks each option in words of its own", () => {
    expect(modal(["time", "count", "least"])).toMatchObject({
      custom_id: "form~1",
      title: "What subscribe does",
      components: [
        {
          type: ComponentType.Label,
          label: "Time",
          description: "local time of the post, such as 09:00",
        },
        { label: "Count", description: "papers in a post (1 to 10)" },
        { label: "Least", description: "least upvotes (0 or more)" },
      ],
    });
  });

  test("takes text on a line, or in a box where more is expected", () => {
    expect(inputs(["time", "topics"], { time: "09:00", topics: "graphs" })).toEqual([
      {
        type: 4,
        custom_id: "time",
        style: TextInputStyle.Short,
        required: true,
        min_length: 1,
        max_length: 20,
        value: "09:00",
      },
      {
        type: 4,
        custom_id: "topics",
        style: TextInputStyle.Paragraph,
        required: false,
        max_length: 2000,
        value: "graphs",
      },
    ]);
  });

  test("offers choices, yes and no, channels and roles, with what stands there chosen", () => {
    const values = { window: "week", loud: false, channel: CHANNEL, mention: CHANNEL };
    const may = { required: false, min_values: 0, max_values: 1 };
    expect(inputs(["window", "loud", "channel", "mention"], values)).toEqual([
      {
        type: 3,
        custom_id: "window",
        ...may,
        options: [
          { label: "Day", value: "day", default: false },
          { label: "Week", value: "week", default: true },
        ],
      },
      {
        type: 3,
        custom_id: "loud",
        ...may,
        options: [
          { label: "Yes", value: "yes", default: false },
          { label: "No", value: "no", default: true },
        ],
      },
      {
        type: 8,
        custom_id: "channel",
        ...may,
        channel_types: [0, 5, 10, 11, 12, 15],
        default_values: [{ id: CHANNEL, type: "channel" }],
      },
      { type: 6, custom_id: "mention", ...may, default_values: [{ id: CHANNEL, type: "role" }] },
    ]);
  });

  test("chooses nothing where nothing stands, or what is no id of Discord's", () => {
    const [loud, channel] = inputs(["loud", "channel"], { channel: "general" });
    expect(loud).toMatchObject({ options: [{ default: false }, { default: false }] });
    expect(channel).not.toHaveProperty("default_values");
  });

  test("asks at most five things, no hidden ones, and says so when there are none", () => {
    expect(modal(Object.keys(command.options)).components).toHaveLength(5);
    expect(modal(["which"]).components).toEqual([
      { type: ComponentType.TextDisplay, content: "There is nothing to fill in: just submit." },
    ]);
  });

  test("of choices that no menu holds is a text", () => {
    const many = {
      type: "text",
      about: "one of many",
      choices: Array.from({ length: 26 }, (_, i) => `c${i}`),
    } as const;
    const [part] = formModal(
      card("x", { many }),
      { command: "x", input: {}, ask: ["many"] },
      "f",
    ).components;
    expect(part).toMatchObject({ component: { type: ComponentType.TextInput } });
  });

  test("of every command and whatever its values is one that Discord takes", () => {
    const values = fc.dictionary(
      fc.constantFrom(...commands.flatMap(({ options }) => Object.keys(options))),
      fc.oneof(hostile, fc.integer(), fc.boolean()),
    );
    fc.assert(
      fc.property(
        fc.constantFrom<CommandCard>(command, ...commands),
        values,
        hostile,
        (one, input, about) => {
          const next = { command: one.name, input, ask: Object.keys(one.options).slice(0, 5) };
          const data = formModal({ ...one, about }, next, "form~1");
          expect(ModalInteractionCallbackRequestSchema.safeParse({ type: 9, data }).success).toBe(
            true,
          );
          expect(data.title.trim()).not.toBe("");
          expect(JSON.stringify(data).isWellFormed()).toBe(true);
        },
      ),
      { seed: 20261124, numRuns: 500 },
    );
  });
});

describe("a form that was sent", () => {
  const sent = [
    { type: 18, id: 1, component: { type: 4, id: 2, custom_id: "time", value: " 09:00 " } },
    { type: 18, id: 3, component: { type: 4, id: 4, custom_id: "topics", value: "" } },
    { type: 18, id: 5, component: { type: 3, id: 6, custom_id: "window", values: ["week"] } },
    { type: 18, id: 7, component: { type: 3, id: 8, custom_id: "loud", values: [] } },
    { type: 18, id: 9, component: { type: 8, id: 10, custom_id: "channel", values: [CHANNEL] } },
    { type: 1, id: 11, components: [{ type: 4, id: 12, custom_id: "count", value: "5" }] },
    { type: 18, id: 13, component: { type: 23, id: 14, custom_id: "publish", value: false } },
    { type: 18, id: 15, component: { type: 21, id: 16, custom_id: "sort", value: null } },
    { type: 10, id: 17 },
  ];
  const answers = { time: " 09:00 ", window: "week", channel: CHANNEL, count: "5", publish: false };

  test("is read as Discord sends it, without what was left empty", () => {
    expect(readModal(sent)).toEqual(answers);
  });

  test("is read as discord.js hands it on", () => {
    const made = sent.map((part) => transformed(part));
    expect(JSON.stringify(made)).toContain("customId");
    expect(readModal(made)).toEqual(answers);
  });

  test("of anything else is empty", () => {
    expect(
      readModal([undefined, null, 1, "a", {}, { component: 1 }, { components: [null] }]),
    ).toEqual({});
  });

  test("gives back what the form began with", () => {
    const input: Values = {
      time: "09:00",
      topics: "graphs",
      window: "day",
      loud: true,
      channel: CHANNEL,
    };
    const names = Object.keys(input);
    const back = readModal(
      inputs(names, input).map((part) => ({ type: 18, component: submitted(part) })),
    );
    expect(readInput(command, back)).toEqual(input);
    expect(formOf(command, ask(names, back)).map(({ name }) => name)).toEqual(names);
  });
});

/** What discord.js makes of a component of a submitted modal; the method is public in its code, not in its types. */
function transformed(part: object): unknown {
  const { transformComponent } = ModalSubmitInteraction as unknown as {
    transformComponent(this: unknown, part: object, resolved: undefined, extra: object): unknown;
  };
  return transformComponent.call(ModalSubmitInteraction, part, undefined, {});
}

/** An input as it comes back when nobody touched it. */
function submitted(input: object): object {
  const {
    custom_id: id,
    value = "",
    options,
    default_values: chosen,
  } = input as {
    readonly custom_id: string;
    readonly value?: string;
    readonly options?: readonly { readonly value: string; readonly default: boolean }[];
    readonly default_values?: readonly { readonly id: string }[];
  };
  if (options) {
    const values = options.filter((one) => one.default).map((one) => one.value);
    return { custom_id: id, values };
  }
  return chosen ? { custom_id: id, values: chosen.map((one) => one.id) } : { custom_id: id, value };
}
