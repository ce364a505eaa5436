import { describe, expect, test } from "vitest";
import type { Block } from "#chat";
import { carriable, renderHome } from "../../../src/platforms/slack/render.ts";
import { weigh } from "../../../src/platforms/slack/weigh.ts";
import { draw } from "./drawn-papers.ts";
import { drawn, many, PAPER, page, SAVE, wordsIn } from "./samples.ts";
import { faultsIn, partsIn } from "./strict.ts";

describe("budgets", () => {
  test("the longest texts are cut first, visibly, and nothing is left out", () => {
    const long = "One sentence more. ".repeat(400);
    const blocks = drawn(...many(4), { ...PAPER, body: long }, ...many(4, { body: long }));
    expect(faultsIn(blocks)).toEqual([]);
    expect(weigh(blocks)).toBeLessThanOrEqual(12_000);
    const said = wordsIn(blocks);
    expect(said.filter((text) => text === "Paper 3")).toHaveLength(2);
    expect(said.filter((text) => text.endsWith("sentence more. …"))).toHaveLength(5);
    expect(said.some((text) => text.includes("and 1 more"))).toBe(false);
  });

  test("a post of ten papers fits as it is", () => {
    const body = "x".repeat(279);
    const blocks = drawn(...many(10, { body, actions: [SAVE, SAVE, SAVE] }));
    expect(wordsIn(blocks).filter((text) => text === body)).toHaveLength(10);
  });

  test("what can't be shown is counted, and the buttons that turn pages stay", () => {
    const row: Block = { kind: "actions", actions: [SAVE] };
    const blocks = drawn(...many(60), row);
    expect(faultsIn(blocks)).toEqual([]);
    expect(blocks.at(-1)).toMatchObject({ type: "actions" });
    const shown = wordsIn(blocks).filter((text) => /^Paper \d+$/.test(text)).length;
    expect(wordsIn(blocks)).toContain(`… and ${60 - shown} more`);
  });

  test("a home page has room for 100 blocks", () => {
    const view = renderHome([page(...many(20)), page(...many(20)), page(...many(20))], draw);
    expect(faultsIn(view.blocks, "home")).toEqual([]);
    expect(view.blocks.length).toBeGreaterThan(90);
  });

  test("long text to copy is cut after a line, and says so", () => {
    const text = Array.from({ length: 900 }, (_, i) => `line ${i} of many`).join("\n");
    const blocks = drawn({ kind: "code", text });
    expect(faultsIn(blocks)).toEqual([]);
    const [kept, said] = [wordsIn(blocks).slice(0, -1).join(""), wordsIn(blocks).at(-1)];
    expect(text.startsWith(`${kept}\n`)).toBe(true);
    expect(kept.length).toBeGreaterThan(11_000);
    const left = text.slice(kept.length + 1).split("\n").length;
    expect(said).toBe(`Cut here: ${left} more lines do not fit in a Slack message.`);
  });

  test("text to copy that fits is whole, in one frame", () => {
    const text = "0123456789".repeat(1000);
    const blocks = drawn({ kind: "code", text });
    expect(blocks).toHaveLength(1);
    expect(wordsIn(blocks).join("")).toBe(text);
  });
});

describe("menus", () => {
  const next = { command: "pick", input: { a: 1 } };
  const menu = (choices: readonly { label: string; value: string }[]): Block => ({
    kind: "actions",
    actions: [{ kind: "menu", placeholder: "", next, fills: "which", choices }],
  });

  test("values that an option can't hold become buttons", () => {
    const value = "v".repeat(76);
    const reply = carriable(
      page(
        menu([
          { label: "Long", value },
          { label: "Short", value: "s" },
        ]),
      ),
    );
    expect(reply.blocks).toEqual([
      {
        kind: "actions",
        actions: [
          { kind: "button", label: "Long", next: { ...next, input: { a: 1, which: value } } },
          { kind: "button", label: "Short", next: { ...next, input: { a: 1, which: "s" } } },
        ],
      },
    ]);
  });

  test("more than 100 choices are grouped, none is lost", () => {
    const choices = Array.from({ length: 250 }, (_, i) => ({ label: `${i}`, value: `v${i}` }));
    const blocks = drawn(menu(choices));
    expect(faultsIn(blocks)).toEqual([]);
    expect(partsIn(blocks).flatMap(({ value }) => value ?? [])).toHaveLength(250);
  });

  test("two equal ones in a row are told apart", () => {
    const [one] = [menu([{ label: "a", value: "a" }])];
    const actions = one?.kind === "actions" ? [...one.actions, ...one.actions] : [];
    expect(faultsIn(drawn({ kind: "actions", actions }))).toEqual([]);
  });
});
