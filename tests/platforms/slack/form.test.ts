import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CommandCard, type Next, type Option, readInput, UserError } from "#chat";
import { commands } from "#commands";
import { type Filled, formErrors, formView, readForm } from "../../../src/platforms/slack/form.ts";
import { commandCards, inputOf, seeded } from "../../chat/arbitrary.ts";
import { HOSTILE } from "./hostile.ts";
import { faultsIn, partsIn } from "./strict.ts";

const subscribe = commands.find(({ name }) => name === "subscribe") as CommandCard;
const SETTINGS = {
  time: "09:00",
  zone: "Europe/Berlin",
  days: "Monday to Friday",
  count: 5,
  empty: "say",
  channel: "C0123456",
  mention: "S0123456",
  loud: true,
  which: "86c3b2d1",
};
const ask = ["time", "zone", "count", "empty", "channel", "mention", "loud", "thread", "which"];
const NEXT: Next = { command: "subscribe", input: SETTINGS, ask };
const elementsOf = (command: CommandCard, next: Next) =>
  Object.fromEntries(
    formView(command, next, "").blocks.flatMap((block) =>
      "element" in block && block.block_id ? [[block.block_id, block.element]] : [],
    ),
  );
/** A line for each field, so that snapshots stay small. */
const wire = (fields: object) =>
  Object.values(fields)
    .map((field) => JSON.stringify(field))
    .join("\n");
const one = (option: Partial<Option>, value?: string | number | boolean) => {
  const full: Option = { type: "text", about: "something", ...option };
  const command: CommandCard = { ...subscribe, name: "try", options: { it: full } };
  const input = value === undefined ? {} : { it: value };
  const { it } = elementsOf(command, { command: "try", input, ask: ["it"] });
  return it;
};

describe("a form made from a command's options", () => {
  test("has a field for each that is asked, with what is known already", () => {
    expect(wire(elementsOf(subscribe, NEXT))).toMatchInlineSnapshot(`
      "{"type":"plain_text_input","max_length":2000,"initial_value":"09:00","action_id":"time"}
      {"type":"external_select","min_query_length":0,"placeholder":{"type":"plain_text","text":"Type, then pick","emoji":false},"initial_option":{"text":{"type":"plain_text","text":"Europe/Berlin","emoji":false},"value":"Europe/Berlin"},"action_id":"zone"}
      {"type":"number_input","is_decimal_allowed":false,"min_value":"1","max_value":"10","initial_value":"5","action_id":"count"}
      {"type":"static_select","options":[{"text":{"type":"plain_text","text":"skip","emoji":false},"value":"skip"},{"text":{"type":"plain_text","text":"say","emoji":false},"value":"say"}],"initial_option":{"text":{"type":"plain_text","text":"say","emoji":false},"value":"say"},"action_id":"empty"}
      {"type":"conversations_select","filter":{"include":["public","private"],"exclude_bot_users":true},"initial_conversation":"C0123456","action_id":"channel"}
      {"type":"plain_text_input","max_length":3000,"initial_value":"S0123456","action_id":"mention"}
      {"type":"radio_buttons","options":[{"text":{"type":"plain_text","text":"yes","emoji":false},"value":"yes"},{"text":{"type":"plain_text","text":"no","emoji":false},"value":"no"}],"initial_option":{"text":{"type":"plain_text","text":"yes","emoji":false},"value":"yes"},"action_id":"loud"}
      {"type":"radio_buttons","options":[{"text":{"type":"plain_text","text":"yes","emoji":false},"value":"yes"},{"text":{"type":"plain_text","text":"no","emoji":false},"value":"no"}],"action_id":"thread"}"
    `);
  });

  test("has a title, buttons, its own name and what it was opened for", () => {
    const { blocks, ...view } = formView(subscribe, { ...NEXT, ask: ["time"] }, "ticket");
    expect(wire(view)).toMatchInlineSnapshot(`
      ""modal"
      "form"
      "ticket"
      {"type":"plain_text","text":"Subscribe","emoji":false}
      {"type":"plain_text","text":"Send","emoji":false}
      {"type":"plain_text","text":"Cancel","emoji":false}"
    `);
    expect(wire(blocks)).toMatchInlineSnapshot(
      `"{"type":"input","block_id":"time","label":{"type":"plain_text","text":"Time","emoji":false},"hint":{"type":"plain_text","text":"local time of the post, such as 09:00","emoji":false},"optional":true,"element":{"type":"plain_text_input","max_length":2000,"initial_value":"09:00","action_id":"time"}}"`,
    );
  });

  test("asks for what is required", () => {
    const show = commands.find(({ name }) => name === "show") as CommandCard;
    const [field] = formView(show, { command: "show", input: {}, ask: ["paper"] }, "").blocks;
    expect(field).toMatchObject({ optional: false, element: { type: "external_select" } });
  });

  test("a text of many words gets several lines, and no more than Slack takes", () => {
    expect(one({ longest: 40_000 })).toMatchObject({ multiline: true, max_length: 3000 });
    expect(one({ longest: 100 })).toMatchObject({ max_length: 100 });
    expect(one({}, "x".repeat(300))).toMatchObject({ multiline: true, max_length: 2000 });
    expect(one({})).not.toHaveProperty("multiline");
  });

  test("what a menu can't hold is typed", () => {
    const long = "v".repeat(76);
    expect(one({ suggest: true }, long)).toMatchObject({ type: "plain_text_input" });
    expect(one({ choices: ["a", long] })).toMatchObject({ type: "plain_text_input" });
    const many = Array.from({ length: 101 }, (_, i) => `choice ${i}`);
    expect(one({ choices: many })).toMatchObject({ type: "plain_text_input" });
  });

  test("a number keeps to its bounds, and starts within them", () => {
    const bounds = { type: "whole", least: 1, most: 10 } as const;
    expect(one(bounds, 5)).toMatchObject({ min_value: "1", max_value: "10", initial_value: "5" });
    expect(one(bounds, 11)).not.toHaveProperty("initial_value");
    expect(one({ type: "whole" })).toMatchObject({ min_value: "0" });
  });

  test("no, yes and not said are three things", () => {
    expect(one({ type: "yesno" }, false)).toMatchObject({ initial_option: { value: "no" } });
    expect(one({ type: "yesno" }, true)).toMatchObject({ initial_option: { value: "yes" } });
    expect(one({ type: "yesno" })).not.toHaveProperty("initial_option");
  });

  test("is valid for every command, whatever its input holds", () => {
    fc.assert(
      fc.property(
        commandCards.chain((card) => fc.tuple(fc.constant(card), inputOf(card))),
        ([card, input]) => {
          const asked = { command: card.name, input, ask: Object.keys(card.options) };
          const { blocks, title, submit } = formView(card, asked, "m".repeat(3000));
          if (blocks.length > 0) expect(faultsIn(blocks, "modal")).toEqual([]);
          for (const words of [title, submit]) expect(words?.text.length).toBeLessThanOrEqual(24);
          for (const { initial_option: option } of partsIn(blocks))
            if (option) expect(JSON.stringify(option).length).toBeLessThan(1000);
        },
      ),
      seeded(100),
    );
    for (const card of commands) {
      for (const value of HOSTILE) {
        const names = Object.keys(card.options);
        const input = Object.fromEntries(names.map((name) => [name, value]));
        const { blocks } = formView(card, { command: card.name, input, ask: names }, "");
        if (blocks.length > 0) expect(faultsIn(blocks, "modal")).toEqual([]);
      }
    }
  });
});

describe("a form that was sent", () => {
  const filled: Filled = {
    time: { time: { value: " 10:00 " } },
    zone: { zone: { selected_option: { value: "Asia/Tokyo" } } },
    count: { count: { value: "3" } },
    topics: { topics: { value: null } },
    exclude: { exclude: { value: "  " } },
    empty: { empty: { selected_option: null } },
    channel: { channel: { selected_conversation: "C0123456" } },
    loud: { loud: { selected_option: { value: "no" } } },
  };

  test("is read by option, without what was left empty", () => {
    expect(readForm(filled)).toEqual({
      time: " 10:00 ",
      zone: "Asia/Tokyo",
      count: "3",
      channel: "C0123456",
      loud: "no",
    });
  });

  test("is what the command's own reading understands", () => {
    expect(readInput(subscribe, readForm(filled))).toMatchObject({ count: 3, loud: false });
  });

  test("nothing filled in is nothing", () => {
    expect(readForm({})).toEqual({});
    expect(readForm({ odd: {} })).toEqual({});
  });
});

describe("a refusal stands at its field", () => {
  const view = formView(subscribe, NEXT, "");
  const refusal = (input: Record<string, unknown>) => {
    try {
      readInput(subscribe, input);
    } catch (error) {
      if (error instanceof UserError) return formErrors(subscribe, view, error.message);
    }
    return undefined;
  };

  test("when its sentence begins with the option's name", () => {
    expect(refusal({ count: "50" })).toEqual({
      count: "count must be a whole number from 1 to 10.",
    });
    expect(refusal({ empty: "maybe" })).toEqual({ empty: "empty can be skip, say." });
  });

  test("when the command says what it needs", () => {
    // Even where the command and an option have one name.
    const needs = { name: "time" };
    const said = "time needs an empty: on a day without papers.";
    expect(formErrors(needs, view, said)).toEqual({ empty: said });
  });

  test("when it is named later in the sentence, and not by what was typed", () => {
    const said = "I know no time zone “count”. Did you mean Europe/Berlin?";
    expect(formErrors(subscribe, view, said)).toEqual({ zone: said });
  });

  test("at the first one when none is named", () => {
    const said = "That channel is full.";
    expect(formErrors(subscribe, { blocks: [] }, said)).toEqual({});
    expect(formErrors(subscribe, view, "No such thing.")).toEqual({ time: "No such thing." });
  });
});
