import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { type Block, bold, link, type Reply, rich, time } from "#chat";
import { abilitiesOf, createPaint } from "../../../src/platforms/console/paint.ts";
import { pressablesOf } from "../../../src/platforms/console/pressable.ts";
import { type Look, render } from "../../../src/platforms/console/render.ts";
import { anyReply } from "./replies.ts";

const seeded = { seed: 20261124, numRuns: 300 };
const PLAIN = createPaint({ colour: false, links: false });
const BRIGHT = createPaint({ colour: true, links: true });
const look = (more: Partial<Look> = {}): Look => ({
  width: 80,
  paint: PLAIN,
  zone: "Europe/Berlin",
  press: 1,
  ...more,
});
const drawn = (reply: Reply, more: Partial<Look> = {}) => render(reply, look(more)).join("\n");
const page = (...blocks: Reply["blocks"]): Reply => ({ summary: "", blocks });

const save = { kind: "button", label: "Save", next: { command: "save", input: { paper: "a" } } };
const PAPER = {
  kind: "card",
  title: "Topological Graph Transformers for Very Long Titles that Need More than One Line to Say",
  url: "https://arxiv.org/abs/2402.02005",
  subtitle: "Ada Lovelace, George Boole and 5 more · 3 Feb 2024",
  body: rich`We show ${bold("that")} it works. 图神经网络的拓扑结构图神经网络的拓扑结构图神经网络的拓扑结构.`,
  note: "+38 upvotes in a day",
  actions: [save, { kind: "link", label: "PDF", url: "https://arxiv.org/pdf/2402.02005" }],
} as const;
const RESULTS = page(
  { kind: "heading", text: "2 papers" },
  { kind: "text", text: "for “graph”", quiet: true },
  PAPER as Reply["blocks"][number],
  {
    kind: "actions",
    actions: [
      { kind: "button", label: "Next page", next: { command: "search", input: { page: 2 } } },
      {
        kind: "menu",
        placeholder: "Sort by",
        next: { command: "search", input: {} },
        fills: "sort",
        choices: [
          { label: "Newest", value: "new" },
          { label: "Best", value: "best" },
        ],
      },
    ],
  },
);

describe("how a reply looks", () => {
  test("at 80 columns without a terminal", () => {
    expect(drawn(RESULTS)).toMatchInlineSnapshot(`
      "  2 papers
        for “graph”

        Topological Graph Transformers for Very Long Titles that Need More than One
        Line to Say
        https://arxiv.org/abs/2402.02005
        Ada Lovelace, George Boole and 5 more · 3 Feb 2024
        We show that it works.
        图神经网络的拓扑结构图神经网络的拓扑结构图神经网络的拓扑结构.
        +38 upvotes in a day
        [1] Save
        PDF: https://arxiv.org/pdf/2402.02005

        [2] Next page  Sort by: [3] Newest  [4] Best"
    `);
  });

  test("at 40 columns without a terminal", () => {
    expect(drawn(RESULTS, { width: 40 })).toMatchInlineSnapshot(`
      "  2 papers
        for “graph”

        Topological Graph Transformers for
        Very Long Titles that Need More than
        One Line to Say
        https://arxiv.org/abs/2402.02005
        Ada Lovelace, George Boole and 5 more
        · 3 Feb 2024
        We show that it works.
        图神经网络的拓扑结构图神经网络的拓扑结
        构图神经网络的拓扑结构.
        +38 upvotes in a day
        [1] Save
        PDF: https://arxiv.org/pdf/2402.02005

        [2] Next page  Sort by: [3] Newest
        [4] Best"
    `);
  });

  test("where nothing can be pressed, buttons of rows are words to type", () => {
    const words = (next: { command: string }) => (next.command === "search" ? "say it" : undefined);
    expect(drawn(RESULTS, { press: words })).toContain("Next page: say it");
    expect(drawn(page(PAPER as never, PAPER as never), { press: () => "x" })).not.toContain("Save");
    expect(drawn(page(PAPER as never), { press: () => "save a" })).toContain("Save: save a");
  });

  test("at a terminal titles are links, and a wrapped link is whole on every line", () => {
    const lines = render(page(PAPER as never), look({ width: 40, paint: BRIGHT }));
    expect(lines[0]).toContain("\u001b]8;;https://arxiv.org/abs/2402.02005\u0007");
    expect(lines[1]).toContain("\u001b]8;;https://arxiv.org/abs/2402.02005\u0007");
    expect(lines.map(stripVTControlCharacters).join()).not.toContain("https://");
  });

  test("code stays as it is, so that it can be copied", () => {
    const text = `@article{a,\n  title = {${"very ".repeat(30)}long}\n}\n`;
    expect(drawn(page({ kind: "code", text }), { width: 20 })).toBe(
      text.trimEnd().replace(/^/gm, "  "),
    );
  });

  test("a moment is told in the reader's zone, an impossible one in the words it came with", () => {
    const text = rich`at ${time(Date.UTC(2026, 10, 24, 8), "8 UTC")}, ${time(Number.NaN, "some day")}`;
    expect(drawn(page({ kind: "text", text }))).toBe("  at Tue 24 Nov, 09:00, some day");
  });

  test("an inline link gives its address on a line of its own", () => {
    const text = rich`${link("arXiv", "https://a.example/1")} · ${link("PDF", "https://a.example/2")}`;
    expect(drawn(page({ kind: "text", text }))).toBe(
      "  arXiv · PDF\n  arXiv: https://a.example/1\n  PDF: https://a.example/2",
    );
  });

  test("a problem is one sentence", () => {
    const reply: Reply = { ...page({ kind: "text", text: "No." }), problem: "refused" };
    expect(drawn(reply)).toBe("  No.");
  });
});

describe("whatever the reply", () => {
  test("drawing never fails, and no line is wider than the screen but code and addresses", () => {
    fc.assert(
      fc.property(
        anyReply,
        fc.integer({ min: 20, max: 120 }),
        fc.boolean(),
        (reply, width, bright) => {
          const blocks = reply.blocks.flatMap(codeless);
          const lines = render(
            { ...reply, blocks },
            look({ width, paint: bright ? BRIGHT : PLAIN }),
          );
          for (const line of lines) {
            // Terminals and measuring libraries disagree on half a flag: one column or two.
            const long = stringWidth(line.replace(/\p{RI}/gu, "x")) > width;
            if (long) expect(stripVTControlCharacters(line).trim()).toMatch(/^https?:\/\/\S+$/);
          }
        },
      ),
      seeded,
    );
  });

  test("foreign text brings no escape, control or bidi character", () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(drawn(reply)).not.toMatch(
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u,
        );
      }),
      seeded,
    );
  });

  test("colours change nothing but colours", () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const paint = createPaint({ colour: true, links: false });
        expect(stripVTControlCharacters(drawn(reply, { paint }))).toBe(drawn(reply));
      }),
      seeded,
    );
  });

  test("every button has its number, in the order in which numbers press", () => {
    fc.assert(
      fc.property(anyReply, fc.integer({ min: 1, max: 50 }), (reply, press) => {
        const numbers = pressablesOf(reply).map((_, i) => `[${press + i}]`);
        const marked = drawn(reply, { press, width: 10_000 });
        let from = 0;
        for (const number of numbers) {
          const at = marked.indexOf(number, from);
          expect(at, number).toBeGreaterThanOrEqual(0);
          from = at + 1;
        }
      }),
      seeded,
    );
  });
});

test("colours need a terminal and obey NO_COLOR and FORCE_COLOR", () => {
  expect(abilitiesOf(true, {})).toEqual({ colour: true, links: true });
  expect(abilitiesOf(false, {})).toEqual({ colour: false, links: false });
  expect(abilitiesOf(true, { NO_COLOR: "1", FORCE_COLOR: "1" }).colour).toBe(false);
  expect(abilitiesOf(false, { FORCE_COLOR: "1" })).toEqual({ colour: true, links: false });
  expect(abilitiesOf(true, { TERM: "dumb" })).toEqual({ colour: false, links: false });
  expect(abilitiesOf(true, { TERM_PROGRAM: "Apple_Terminal" }).links).toBe(false);
});

/** The block without literal text, which may be as wide as it likes. */
function codeless(block: Block): readonly Block[] {
  if (block.kind === "native") return [{ ...block, otherwise: block.otherwise.flatMap(codeless) }];
  return block.kind === "code" ? [] : [block];
}
