import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Reply, readWords, UserError } from "#chat";
import { foreign, seeded } from "./arbitrary.ts";
import { all, call, hostWith, settled } from "./desk.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A reply that a platform can draw, and that leaks nothing of an error. */
function expectDrawable(reply: Reply) {
  expect(reply.summary).toBeTypeOf("string");
  expect(reply.blocks.length).toBeGreaterThan(0);
  expect(reply.summary).not.toContain("secret detail");
  if (reply.problem) expect(reply.summary.length).toBeLessThan(250);
}

const someName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...all.map(({ name }) => name)) },
  fc.constantFrom("__proto__", "constructor", "help", "gret", ""),
  foreign,
);

describe("whatever is asked, the host answers", () => {
  test("500 random calls", async () => {
    const values = fc.oneof(foreign, fc.integer(), fc.double(), fc.boolean());
    const names = fc.oneof(fc.constantFrom("it", "to", "name", "what", "__proto__"), foreign);
    const inputs = fc.dictionary(names, values, { maxKeys: 3, noNullPrototype: true });
    const calls = fc.tuple(someName, inputs, fc.boolean(), foreign);
    await fc.assert(
      fc.asyncProperty(calls, async ([name, input, manager, typed]) => {
        const { host, failures } = hostWith();
        const asked = call(name, input, manager);
        const reply = await settled(host.answer(asked));
        expectDrawable(reply);
        expect(failures).toHaveLength(reply.problem === "failed" ? 1 : 0);
        for (const option of [...Object.keys(input), "it"])
          expect(await settled(host.suggest(asked, option, typed))).toBeInstanceOf(Array);
        expect(vi.getTimerCount()).toBe(0);
      }),
      seeded(500),
    );
  });

  test("500 random command lines, sensible and not", async () => {
    const word = fc.oneof(
      fc.constantFrom(
        "graph",
        "month",
        "3",
        '"two words"',
        "“curly”",
        '"open',
        "/papers",
        "papers",
      ),
      fc.constantFrom(
        "name:Ada",
        'name:"A \\" B"',
        "to:3",
        "to:far",
        "step:1",
        "nam:x",
        "it:",
        "it:x",
      ),
      foreign,
    );
    const lines = fc
      .tuple(fc.constantFrom("", "/", "/papers ", " "), someName, fc.array(word, { maxLength: 6 }))
      .map(([start, name, words]) => `${start}${name} ${words.join(" ")}`);
    await fc.assert(
      fc.asyncProperty(lines, async (line) => {
        const { host } = hostWith();
        try {
          const { command, input } = readWords(line, host.commands, "papers");
          expectDrawable(await settled(host.answer(call(command.name, input))));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      seeded(500),
    );
  });
});
