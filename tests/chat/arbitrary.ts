import fc from "fast-check";
import type { CommandCard, Option, Value, Values } from "#chat";
import { card } from "./cards.ts";

/** Every run draws the same cases: a failure is found again by running again. */
export const seeded = (numRuns: number) => ({ numRuns, seed: 20_240_102 });

/** Any UTF-16 text: lone surrogates, controls, bidi marks and all that the words' grammar gives a meaning. */
export const foreign = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(..."\"\\“”„:/`*_~|<>@#'"),
      fc.constantFrom(" ", "\n", "\t", "\u00a0", "\ud800", "\udfff", "\u202e", "\0", "é", "図"),
      fc.constantFrom(
        "query:",
        "a:",
        "month",
        "yes",
        "12",
        "__proto__",
        "https://x.y/z",
        "arXiv:2",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const names = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,7}$/),
  fc.constantFrom("query", "a", "month", "export", "constructor", "valueof", "https", "arxiv"),
);

const options: fc.Arbitrary<Option> = fc
  .record({
    type: fc.constantFrom("text", "text", "whole", "yesno", "channel"),
    required: fc.boolean(),
    hidden: fc.boolean(),
    choices: fc.option(
      fc.constantFrom(["day", "week", "month"], ["A to Z", "“odd”", 'a"b', "c:d", "7", "query"]),
    ),
    bounds: fc.option(fc.tuple(fc.integer({ max: 0 }), fc.integer({ min: 1 }))),
  })
  .map(({ type, required, hidden, choices, bounds }) => ({
    type,
    about: "something",
    required,
    hidden,
    ...(type === "text" && choices && { choices }),
    ...(type === "whole" && bounds && { least: bounds[0], most: bounds[1] }),
  }));

/** Any command with up to six options. */
export const commandCards: fc.Arbitrary<CommandCard> = fc
  .tuple(names, fc.dictionary(names, options, { maxKeys: 6, noNullPrototype: true }))
  .map(([name, table]) => card(name, table));

function valueFor(option: Option): fc.Arbitrary<Value> {
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = option;
  if (option.type === "whole") return fc.maxSafeInteger().map((n) => fold(n, least, most));
  if (option.type === "yesno") return fc.boolean();
  if (option.type === "channel") return fc.stringMatching(/^[A-Z0-9]{1,20}$/);
  return option.choices ? fc.constantFrom(...option.choices) : foreign.filter((it) => !!it.trim());
}

const fold = (n: number, least: number, most: number) =>
  least + Math.abs(n % Math.max(1, Math.min(most - least, Number.MAX_SAFE_INTEGER)));

/** A valid input of the command: required options always, the others now and then. */
export function inputOf(command: CommandCard): fc.Arbitrary<Values> {
  const required = Object.keys(command.options).filter((name) => command.options[name]?.required);
  const model = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, valueFor(option)]),
  );
  return fc.record(model, { requiredKeys: required, noNullPrototype: true });
}
