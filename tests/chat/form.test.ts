import { expect, test } from "vitest";
import { formOf } from "#chat";
import { card, search, subscribe } from "./cards.ts";

const { hour, topic, quiet } = subscribe.options;
const { query } = search.options;

test("a form asks for the options that the button names, in its order, from what the button holds", () => {
  const form = formOf(subscribe, {
    command: "subscribe",
    input: { hour: 0, quiet: false, channel: "C1" },
    ask: ["hour", "topic", "quiet"],
  });
  expect(form).toEqual([
    { name: "hour", option: hour, value: 0 },
    { name: "topic", option: topic },
    { name: "quiet", option: quiet, value: false },
  ]);
});

test("nothing asked is an empty form", () => {
  expect(formOf(search, { command: "search", input: { query: "x" } })).toEqual([]);
  expect(formOf(search, { command: "search", input: {}, ask: [] })).toEqual([]);
});

test("unknown, hidden and repeated names are left out", () => {
  const ask = ["nothing", "__proto__", "constructor", "toString", "page", "query", "query"];
  const form = formOf(search, { command: "search", input: { page: 3 }, ask });
  expect(form).toEqual([{ name: "query", option: query }]);
});

test("an option named like a member of every object starts empty", () => {
  const option = { type: "text", about: "odd" } as const;
  const odd = card("odd", { constructor: option });
  const form = formOf(odd, { command: "odd", input: {}, ask: ["constructor"] });
  expect(form).toEqual([{ name: "constructor", option }]);
});
