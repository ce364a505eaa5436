import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call, Value, Values } from "#chat";
import { commands } from "#commands";
import { cpuTime } from "../cpu-time.ts";
import { openDesk } from "../desk.ts";

/** Most milliseconds of processor for one hostile call; a search of ours takes 2. */
const MOST_MS = 50;

const LONG = 100_000;

/** What could make a reader of text run long: repetition, nesting, half characters, near misses of what is read. */
const PIECES: readonly (readonly [string, string])[] = [
  ["one letter", "a"],
  ["blanks", " "],
  ["words", "graph "],
  ["other words", "zq xw "],
  ["digits", "2401.01234 "],
  ["near ids", "240101234v"],
  ["links", "https://arxiv.org/abs/2401.0123 "],
  ["quotes", '"a '],
  ["brackets", "<#"],
  ["closing brackets", ">|"],
  ["LaTeX", "\\frac{"],
  ["dollars", "$x_"],
  ["backslashes", "\\"],
  ["colons", "a:"],
  ["minus signs", "-a "],
  ["commas", "a,"],
  ["line ends", "\r\n"],
  ["marks", "e\u0301\u0301\u0301"],
  ["half characters", "\ud83d"],
  ["directions", "\u202e\u2066"],
  ["nothing at all", "\u200d\u0000"],
];

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
  await desk.bot.warmUp();
});
afterAll(() => desk.store.close());

/** Asks as somebody new each time, whom nobody keeps from asking. */
let people = 0;
function callOf(command: string, input: Values): Call {
  people += 1;
  const at = { platform: "test", tenant: `t${people}`, channel: "general" };
  return { command, input, by: { id: `p${people}`, manager: true, zone: "UTC" }, at };
}

/** The processor time of some work, the best of three: a collection may fall into one of them. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const costs: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const from = cpuTime();
    await work();
    costs.push(cpuTime() - from);
    if ((costs[i] ?? 0) < MOST_MS) break;
  }
  return Math.min(...costs);
}

describe.each(commands.map((command) => [command.name, command] as const))(
  "%s",
  (name, command) => {
    const options = Object.entries(command.options);
    /** Whatever else the command needs, so that the hostile value is really read. */
    const others = (but: string): Values =>
      Object.fromEntries(
        options.flatMap(([option, { required, type }]): [string, Value][] =>
          required && option !== but ? [[option, type === "whole" ? 1 : "graph"]] : [],
        ),
      );

    test.each(PIECES)(
      "takes 100 KB of %s in any option, and as long as it may be",
      async (_, piece) => {
        for (const [option, { longest = 2_000 }] of options) {
          for (const size of [LONG, longest]) {
            const value = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
            const input = { ...others(option), [option]: value };
            const cost = await costOf(() => desk.bot.host.answer(callOf(name, input)));
            expect(cost, `${option}, ${size} characters`).toBeLessThan(MOST_MS);
          }
        }
      },
    );

    test("completes nothing hostile for long", async () => {
      for (const [option, { suggest }] of options) {
        if (!suggest) continue;
        for (const [what, piece] of PIECES) {
          for (const size of [LONG, 2_000]) {
            const typed = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
            const cost = await costOf(() => desk.bot.host.suggest(callOf(name, {}), option, typed));
            expect(cost, `${option}: ${what}, ${size} characters`).toBeLessThan(MOST_MS);
          }
        }
      }
    });

    test("refuses what is no option of it at once, however much of it there is", async () => {
      const many = Object.fromEntries(
        Array.from({ length: 20_000 }, (_, i) => [`option${i}`, "x"]),
      );
      for (const input of [many, { ["o".repeat(LONG)]: "x" }]) {
        const cost = await costOf(() => desk.bot.host.answer(callOf(name, input)));
        expect(cost).toBeLessThan(MOST_MS);
      }
    });
  },
);

test("a command of 100 KB is none of ours, and is told briefly", async () => {
  for (const [, piece] of PIECES) {
    const name = piece.repeat(Math.ceil(LONG / piece.length));
    const cost = await costOf(() => desk.bot.host.answer(callOf(name, {})));
    expect(cost).toBeLessThan(MOST_MS);
    const { summary } = await desk.bot.host.answer(callOf(name, {}));
    expect(summary.length).toBeLessThan(250);
  }
});

test("nothing of this was a failure of ours", () => {
  expect(desk.failures).toEqual([]);
});
