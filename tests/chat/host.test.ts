import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type AnyCommand,
  type Call,
  createHost,
  erase,
  type Failure,
  type Reply,
  readWords,
  UserError,
  type Values,
} from "#chat";
import { foreign, seeded } from "./arbitrary.ts";

type Tools = { readonly greeting: string };

const said = (summary: string): Reply => ({ summary, blocks: [{ kind: "text", text: summary }] });
const nothing = { about: "For tests", options: {}, seen: "asker" } as const;
const never = () => new Promise<never>(() => {});

const greet = erase<Tools, { readonly name: { type: "text"; about: string; suggest: true } }>({
  ...nothing,
  name: "greet",
  options: { name: { type: "text", about: "whom", suggest: true } },
  run: ({ name = "all" }, { greeting }, { by }) => said(`${greeting} ${name} from ${by.id}`),
  suggest: (_, typed, { greeting }) => [{ label: `${greeting} ${typed}`, value: typed }],
});
const purge: AnyCommand<Tools> = erase({
  ...nothing,
  name: "purge",
  needs: "manager",
  options: { what: { type: "text", about: "what", suggest: true } },
  run: () => said("purged"),
  suggest: () => [{ label: "a secret", value: "a secret" }],
});
const count: AnyCommand<Tools> = erase({
  ...nothing,
  name: "count",
  options: {
    to: { type: "whole", about: "how far", required: true },
    step: { type: "whole", about: "in what steps", hidden: true, suggest: true },
  },
  run: ({ to, step }, _, call) => said(JSON.stringify([to, step, call.input])),
  suggest: () => [{ label: "1", value: "1" }],
});

/** A command that answers as `run` does, and suggests as it too. */
const doing = (name: string, run: () => Reply | Promise<Reply>): AnyCommand<Tools> =>
  erase({
    ...nothing,
    name,
    options: { it: { type: "text", about: "it", suggest: true } },
    run,
    suggest: async () => [{ label: (await run()).summary, value: "" }],
  });

const throwing = (name: string, error: unknown) =>
  doing(name, () => {
    throw error;
  });

const broken = [
  throwing("breaks", new Error("secret detail")),
  throwing("throws-text", "secret detail"),
  throwing("throws-nothing", undefined),
  throwing("throws-null", null),
  throwing("throws-bare", Object.create(null)),
  doing("rejects", () => Promise.reject(new Error("secret detail"))),
  doing("hangs", never),
];
const refuses = throwing("refuses", new UserError("Not today: try tomorrow."));
const all = [greet, purge, count, refuses, ...broken];

function hostWith(onFailure?: (failure: Failure) => void, patience = 20) {
  const failures: Failure[] = [];
  const host = createHost<Tools>({
    commands: all,
    tools: { greeting: "Hello" },
    onFailure: onFailure ?? ((failure) => failures.push(failure)),
    patience,
  });
  return { host, failures };
}

const call = (command: string, input: Values = {}, manager = false): Call => ({
  command,
  input,
  by: { id: "U1", manager },
  at: { platform: "test", tenant: "T1", channel: "C1" },
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What `work` comes to, with the clock run on as far as it takes. */
async function settled<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}

describe("a call", () => {
  test("reaches its command with checked input, the tools and the caller", async () => {
    const { host } = hostWith();
    expect(await host.answer(call("greet", { name: " Ada " }))).toEqual(said("Hello Ada from U1"));
    expect(await host.answer(call("count", { to: "3", step: 2 }))).toEqual(
      said('[3,2,{"to":3,"step":2}]'),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["gret", {}, "There is no command “gret”. Did you mean greet?"],
    ["bananas", {}, "There is no command “bananas”: try help."],
    ["__proto__", {}, "There is no command “__proto__”: try help."],
    ["toString", {}, "There is no command “toString”: try help."],
    ["greet", { nam: "x" }, "greet has no option “nam”. Did you mean name?"],
    ["count", {}, "count needs a to: how far."],
    ["count", { to: "far" }, "to must be a whole number, 0 or more."],
    ["refuses", {}, "Not today: try tomorrow."],
  ])("of %s with %j is refused in words, and is no failure", async (name, input: Values, words) => {
    const { host, failures } = hostWith();
    const reply = await host.answer(call(name, input));
    expect(reply).toEqual({ ...said(words), problem: "refused" });
    expect(failures).toEqual([]);
  });

  test("of a command for managers is checked each time, before anything else of it", async () => {
    const { host, failures } = hostWith();
    const words = "Only people who manage this server or workspace can use purge: ask one of them.";
    const refusal = { ...said(words), problem: "refused" };
    expect(await host.answer(call("purge"))).toEqual(refusal);
    expect(await host.answer(call("purge", {}, true))).toEqual(said("purged"));
    expect(await host.answer(call("purge", { nonsense: "x" }))).toEqual(refusal);
    expect(failures).toEqual([]);
  });

  test.each(broken.map(({ name }) => name))(
    "of %s gets an apology and one reference",
    async (name) => {
      const { host, failures } = hostWith();
      const asked = call(name, { it: "x" });
      const reply = await settled(host.answer(asked));
      expect(reply.problem).toBe("failed");
      expect(failures).toHaveLength(1);
      expect(failures[0]!.call).toEqual(asked);
      expect(failures[0]!.reference).toMatch(/^[0-9a-f]{8}$/);
      expect(reply).toEqual({
        ...said(
          `Sorry, that went wrong on my side. If it happens again, tell whoever runs me: reference ${failures[0]!.reference}.`,
        ),
        problem: "failed",
      });
      expect(JSON.stringify(reply)).not.toContain("secret");
    },
  );

  test("hands the error itself to the log, and never the same reference twice", async () => {
    const { host, failures } = hostWith();
    await host.answer(call("breaks"));
    await host.answer(call("throws-text"));
    expect(failures.map(({ error }) => error)).toEqual([
      new Error("secret detail"),
      "secret detail",
    ]);
    expect(failures[0]!.reference).not.toBe(failures[1]!.reference);
  });

  test("that hangs is given up after the patience, and not before", async () => {
    const { host, failures } = hostWith(undefined, 5000);
    const reply = host.answer(call("hangs"));
    await vi.advanceTimersByTimeAsync(4999);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect((await reply).problem).toBe("failed");
    expect(failures[0]!.error).toEqual(new Error("No answer within 5000 ms"));
  });

  test("is answered even when the log itself breaks", async () => {
    const { host } = hostWith(() => {
      throw new Error("disk full");
    });
    expect((await host.answer(call("breaks"))).problem).toBe("failed");
    expect(await host.suggest(call("breaks"), "it", "")).toEqual([]);
  });
});

describe("suggestions", () => {
  test("come from the command, with what was typed and the tools", async () => {
    const { host } = hostWith();
    const labels = [{ label: "Hello A", value: "A" }];
    expect(await host.suggest(call("greet"), "name", "A")).toEqual(labels);
  });

  test.each([
    ["nothing", "name"],
    ["__proto__", "name"],
    ["greet", "nothing"],
    ["greet", "__proto__"],
    ["greet", "constructor"],
    ["greet", ""],
    ["count", "to"],
    ["count", "step"],
    ["refuses", "it"],
  ])("of %s for %j are none, and no failure", async (name, option) => {
    const { host, failures } = hostWith();
    expect(await host.suggest(call(name), option, "x")).toEqual([]);
    expect(failures).toEqual([]);
  });

  test("of a command for managers are for managers", async () => {
    const { host } = hostWith();
    expect(await host.suggest(call("purge"), "what", "")).toEqual([]);
    expect(await host.suggest(call("purge", {}, true), "what", "")).toHaveLength(1);
  });

  test.each(broken.map(({ name }) => name))("of %s are none, and are logged", async (name) => {
    const { host, failures } = hostWith();
    expect(await settled(host.suggest(call(name), "it", "x"))).toEqual([]);
    expect(failures).toMatchObject([{ call: call(name) }]);
  });

  test("that are late are none after two seconds, well before a platform gives up", async () => {
    const { host } = hostWith(undefined, 60_000);
    const list = host.suggest(call("hangs"), "it", "x");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await list).toEqual([]);
  });
});

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
