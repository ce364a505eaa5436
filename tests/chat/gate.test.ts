import { describe, expect, test } from "vitest";
import { type Answered, createGate, createHost, type Values } from "#chat";
import { all } from "./desk.ts";

const ONE_EACH = { person: { burst: 2, every: 2_000 }, tenant: { burst: 3, every: 1_000 } };
const RATES = { command: ONE_EACH, settings: ONE_EACH, completion: ONE_EACH };

function stage() {
  let now = 0;
  const answered: Answered[] = [];
  const host = createHost({
    commands: all,
    tools: { greeting: "Hello" },
    onFailure: () => {},
    onAnswer: (one) => answered.push(one),
    gate: createGate(() => now, new Set(["console"]), RATES),
  });
  const as = (id: string, { manager = false, platform = "discord" } = {}) => ({
    by: { id, manager },
    at: { platform, tenant: "lab", channel: "general" },
  });
  type Who = ReturnType<typeof as>;
  return {
    ...{ host, as, answered },
    pass: (ms: number) => {
      now += ms;
    },
    say: async (who: Who, command = "greet", input: Values = {}) =>
      (await host.answer({ command, input, ...who })).summary,
    complete: async (who: Who) =>
      (await host.suggest({ command: "greet", input: {}, ...who }, "name", "A")).length,
  };
}

describe("whoever asks too often", () => {
  test("is told kindly when to ask again, and may then", async () => {
    const { say, as, pass } = stage();
    const ada = as("ada");
    expect(await say(ada)).toBe("Hello all from ada");
    expect(await say(ada)).toBe("Hello all from ada");
    const words = "That was a lot at once: give me 2 seconds, then ask again.";
    expect(await say(ada)).toBe(words);
    pass(1_001);
    expect(await say(ada)).toBe("That was a lot at once: give me a second, then ask again.");
    pass(999);
    expect(await say(ada)).toBe("Hello all from ada");
  });

  test("keeps nobody else from asking, until the whole workspace asks too much", async () => {
    const { say, as } = stage();
    for (let i = 0; i < 9; i += 1) await say(as("ada"));
    expect(await say(as("ben"))).toBe("Hello all from ben");
    const words = "Many people here are asking me at once: try again in a second.";
    expect(await say(as("cy"))).toBe(words);
    expect(await say({ ...as("ada"), at: { ...as("ada").at, tenant: "guild" } })).toContain(
      "Hello",
    );
  });

  test("is refused, not failed, so that a form opens again with what was typed", async () => {
    const { host, say, as } = stage();
    for (let i = 0; i < 2; i += 1) await say(as("ada"));
    const reply = await host.answer({ command: "greet", input: {}, ...as("ada") });
    expect(reply.problem).toBe("refused");
  });

  test("is counted for unknown and forbidden commands too", async () => {
    const { say, as } = stage();
    expect(await say(as("ada"), "nonsense")).toContain("There is no command");
    expect(await say(as("ada"), "purge")).toContain("Only people who manage");
    expect(await say(as("ada"))).toContain("a lot at once");
  });

  test("is never the one at the console, who runs the bot", async () => {
    const { say, as } = stage();
    for (let i = 0; i < 9; i += 1)
      expect(await say(as("you", { platform: "console" }))).toContain("Hello");
  });
});

test("a workspace that asks too much does not keep its managers from their settings", async () => {
  const { say, as } = stage();
  for (const id of ["ada", "ben", "cy", "dan"]) for (let i = 0; i < 2; i += 1) await say(as(id));
  const manager = as("mia", { manager: true });
  expect(await say(manager)).toContain("Many people here");
  expect(await say(manager, "purge")).toBe("purged");
});

test("completions are counted by themselves, and too many are none", async () => {
  const { say, complete, as, pass } = stage();
  expect([await complete(as("ada")), await complete(as("ada"))]).toEqual([1, 1]);
  expect(await complete(as("ada"))).toBe(0);
  expect(await say(as("ada"))).toContain("Hello");
  pass(2_000);
  expect(await complete(as("ada"))).toBe(1);
});

test("a text that no option takes is not completed", async () => {
  const { host, as } = stage();
  const call = { command: "greet", input: {}, ...as("ada") };
  expect(await host.suggest(call, "name", "a".repeat(2_000))).toHaveLength(1);
  expect(await host.suggest(call, "name", "a".repeat(2_001))).toEqual([]);
});

test("whoever counts hears of each answer: by which command, how it ended, and how long it took", async () => {
  const { say, as, answered } = stage();
  await say(as("a"));
  await say(as("a"), "refuses");
  await say(as("b"), "breaks");
  await say(as("b"), "no such command");
  const told = answered.map(({ command, outcome }) => [command, outcome]);
  expect(told).toEqual([
    ["greet", "answered"],
    ["refuses", "refused"],
    ["breaks", "failed"],
    [undefined, "limited"],
  ]);
  for (const { ms } of answered) expect(ms).toBeGreaterThanOrEqual(0);
});

test("the usual rates let a person read fast and a busy workspace work", async () => {
  let now = 0;
  const gate = createGate(() => now);
  const ask = (id: string) =>
    gate("command", {
      by: { id, manager: false },
      at: { platform: "p", tenant: "t", channel: "c" },
    });
  const pages = Array.from({ length: 30 }, () => ask("reader"));
  expect(pages.every((refused) => refused === undefined)).toBe(true);
  let refused = 0;
  for (let second = 0; second < 300; second += 1) {
    now += 1_000;
    for (let person = 0; person < 8; person += 1) {
      if ((second + person) % 8 === 0 && ask(`person ${person}`) !== undefined) refused += 1;
    }
  }
  expect(refused).toBe(0);
});
