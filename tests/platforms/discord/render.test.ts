import { describe, expect, test } from "vitest";
import { digestReply, pageReply, type SubscriptionView, subscriptionsReply } from "#cards";
import {
  type Block,
  bold,
  channel,
  code,
  italic,
  link,
  problem,
  type Reply,
  rich,
  time,
} from "#chat";
import type { Paper } from "#papers";
import { PICK } from "../../../src/platforms/discord/gather.ts";
import { read, seen, tokensOf } from "./markdown.ts";
import { draw, faultsOf, partsOf, shown, textsOf, tickets } from "./wire.ts";

const reply = (...blocks: readonly Block[]): Reply => ({ summary: "About it", blocks });
const says = async (text: Reply["blocks"][number]) => textsOf(await draw(reply(text))).join("\n");
const words = (text: Extract<Block, { kind: "text" }>["text"]) => says({ kind: "text", text });

const paper = (number: number): Paper => ({
  key: `arxiv:2401.${String(number).padStart(5, "0")}`,
  title: `Topological Graph Transformers of the Order ${number}`,
  abstract: "We show that it works, for all graphs and some more. ".repeat(8),
  authors: ["Ada Lovelace", "George Boole", "Emmy Noether", "Alan Turing"],
  published: "2024-02-03",
  upvotes: 1234,
  code: { url: "https://github.com/a/b", stars: 99 },
});
const papers = (count: number) => Array.from({ length: count }, (_, i) => paper(i + 1));
const hitsOf = (all: readonly Paper[]) =>
  all.map((one) => ({ paper: one, score: 1, matches: ["graph", "order"] }));
const rising = (all: readonly Paper[]) =>
  all.map((one) => ({ paper: one, score: 1, gained: 38, votes: 2 }));
const next = { command: "search", input: { query: "graph" } };
const digestOf = (count: number) =>
  digestReply({
    hits: rising(papers(count)),
    trend: { hits: [], basis: "gained", inWindow: true },
    day: "2026-11-24",
    topics: "topology",
  });
const card = (more: object = {}): Block => ({ kind: "card", title: "A card", ...more });
const button = (label: string, command = "save", input = {}) => ({
  kind: "button" as const,
  label,
  next: { command, input },
});

describe("rich text", () => {
  test.each([
    ["bold", rich`a ${bold("b*")} c`, String.raw`a **b\*** c`],
    ["italic", rich`${italic("b_c")}d`, "_b\\_c_\u200bd"],
    ["marks side by side", [bold("a"), bold("b"), italic("c")], "**a**\u200b**b**\u200b_c_"],
    ["blanks within marks", rich`a${bold(" b ")}c`, "a **b** c"],
    ["code", rich`${code("a*b")}`, "`a*b`"],
    ["code with a backtick", rich`${code("a`b")}`, "``a`b``"],
    ["code that is a backtick", rich`${code("`")}`, "`` ` ``"],
    ["code with every fence", rich`${code("a`b``c")}`, "`aˋbˋˋc`"],
    ["a link", rich`${link("PDF", "https://a.example/x")}`, "[PDF](<https://a.example/x>)"],
    [
      "a link whose words can't be a label",
      rich`${link("A*", "https://a.example/")}`,
      String.raw`A\* ([open](<https://a.example/>))`,
    ],
    [
      "a link that is its own label",
      rich`${link("https://a.example/", "https://a.example/")}`,
      "<https://a.example/>",
    ],
    ["a link without words", rich`${link("\u200b", "https://a.example/")}`, "<https://a.example/>"],
    ["a link to nowhere", [{ kind: "link", text: "a", url: "javascript:1" }], "a"],
    [
      "a moment",
      rich`at ${time(1795507200000, "9 o'clock")}`,
      "at <t:1795507200:f> (<t:1795507200:R>)",
    ],
    ["a moment beyond all calendars", rich`at ${time(1e300, "never")}`, "at never"],
    ["a channel", rich`in ${channel("123456789012345678")}`, "in <#123456789012345678>"],
    [
      "a channel that is none of Discord's",
      rich`in ${channel("general")}`,
      String.raw`in \#general`,
    ],
    ["attacks in pieces", ["1", bold(""), ". x\n-", " y"], "1\\. x\n\\- y"],
  ] as const)("%s", async (_, text, wire) => {
    expect(await words(text)).toBe(wire);
  });

  test("code shows what it holds", async () => {
    for (const held of ["a", "`", "``", "a`", "`a", "a``b", "*a* <@1> @everyone https://a.example"])
      expect(seen(read(await words([code(held)])))).toBe(held);
  });
});

describe("blocks", () => {
  test("a heading and the quiet line that explains it keep together", async () => {
    const drawn = await draw(
      reply(
        { kind: "heading", text: "Trending" },
        { kind: "text", text: "by upvotes", quiet: true },
      ),
    );
    expect(textsOf(drawn)).toEqual(["## Trending\n-# by upvotes"]);
  });

  test("a heading that ends in a number sign keeps it", async () => {
    const wire = await says({ kind: "heading", text: "On C#" });
    expect(seen(read(wire)).replaceAll("\u200b", "")).toBe("On C#");
  });

  test("a quiet text is quiet on every line", async () => {
    expect(await says({ kind: "text", text: "a\n\nb", quiet: true })).toBe("-# a\n\n-# b");
  });

  test("a title with marks of its own is read as it is, and its link stands behind it", async () => {
    expect(await says(card({ title: "A* 🎉", url: "https://a.example/" }))).toBe(
      String.raw`### A\* 🎉 ([open](<https://a.example/>))`,
    );
  });

  test("a card without words is the address it leads to, or not there", async () => {
    expect(await says(card({ title: "\u200b", url: "https://a.example/" }))).toBe(
      "### <https://a.example/>",
    );
    expect(await says(card({ title: "\u200b" }))).toBe("About it");
  });

  test("short literal text is fenced, whatever it holds", async () => {
    expect(await says({ kind: "code", text: "\n@misc{a,\n  b = ```c\u202e\n}\n" })).toBe(
      "```\n@misc{a,\n  b = `\u200b`\u200b`c\n}\n```",
    );
  });

  test("long literal text is attached under its name", async () => {
    const text = "@misc{a}\n".repeat(200);
    const long = { kind: "code", text, file: "my papers/ü.bib" } as const;
    const drawn = await draw(reply(long, long));
    expect(drawn.files.map(({ name }) => name)).toEqual(["my_papers_.bib", "my_papers_-2.bib"]);
    expect(drawn.files[0]?.data).toBe(text);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("a picture stands beside its card, one that can't be shown is told of", async () => {
    const image = { url: "https://a.example/p.png", alt: "A plot" };
    const [, section] = partsOf(await draw(reply(card({ image }))));
    expect(section).toMatchObject({
      type: 9,
      accessory: { type: 11, media: { url: image.url }, description: "A plot" },
    });
    expect(await says(card({ image: { url: "file:///p.png", alt: "A plot" } }))).toContain(
      "Picture: A plot",
    );
  });

  test("a lone button stands beside its card", async () => {
    const parts = partsOf(await draw(reply(card({ actions: [button("Save")] }))));
    expect(parts.map(({ type }) => type)).toEqual([17, 9, 10, 2]);
  });

  test("a dividing line at the edge divides nothing", async () => {
    const rule: Block = { kind: "divider" };
    const drawn = await draw(
      reply(rule, { kind: "text", text: "a" }, rule, rule, { kind: "text", text: "b" }, rule),
    );
    expect(partsOf(drawn).map(({ type }) => type)).toEqual([17, 10, 14, 10]);
  });

  test("what only Discord can draw is drawn as it is, or else what stands for it", async () => {
    const gallery = { type: 12, items: [{ media: { url: "https://a.example/p.png" } }] } as const;
    const otherwise: readonly Block[] = [{ kind: "text", text: "A gallery" }];
    const native = (discord: readonly object[]): Block =>
      ({ kind: "native", on: { discord }, otherwise }) as unknown as Block;
    expect(partsOf(await draw(reply(native([gallery])))).map(({ type }) => type)).toEqual([17, 12]);
    const many = Array.from({ length: 30 }, () => ({ type: 14 }));
    expect(await says(native(many))).toBe("A gallery");
    expect(await says(native([]))).toBe("A gallery");
  });

  test("nothing at all is still a message", async () => {
    expect(textsOf(await draw({ summary: "", blocks: [] }))).toEqual(["Nothing to show."]);
  });

  test("a role is mentioned above the message, and nobody else can be", async () => {
    const drawn = await draw(reply({ kind: "text", text: "@everyone <@&1>" }), {
      mention: "123456789012345678",
    });
    expect(textsOf(drawn)[0]).toBe("<@&123456789012345678>");
    expect(drawn.mentions).toEqual({ parse: [], roles: ["123456789012345678"] });
    const none = await draw(reply(), { mention: "everyone" });
    expect([none.mentions, textsOf(none)]).toEqual([{ parse: [], roles: [] }, ["About it"]]);
  });

  test("what was refused and what failed have colours of their own", async () => {
    const colours = await Promise.all(
      [reply(), problem("refused", "No."), problem("failed", "Sorry.")].map(
        async (one) => partsOf(await draw(one))[0]?.accent_color,
      ),
    );
    expect(new Set(colours).size).toBe(3);
  });
});

describe("things to press", () => {
  test("five buttons make a row, more make rows with links apart", async () => {
    const links = ["PDF", "Code"].map((label) => ({
      kind: "link" as const,
      label,
      url: "https://a.example/",
    }));
    const actions = [...["a", "b", "c", "d"].map((label) => button(label)), ...links];
    const rows = partsOf(await draw(reply({ kind: "actions", actions }))).filter(
      ({ type }) => type === 1,
    );
    expect(rows.map(({ components }) => components?.map(({ label }) => label))).toEqual([
      ["a", "b", "c", "d"],
      ["PDF", "Code"],
    ]);
  });

  test("equal buttons are told apart and read as the same", async () => {
    const actions = [button("a"), button("b"), button("c")];
    const drawn = await draw(reply({ kind: "actions", actions }));
    const ids = partsOf(drawn).flatMap(({ custom_id: id }) => id ?? []);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(await tickets.read(id)).toEqual({ command: "save", input: {} });
  });

  test("a menu of many choices is cut into several, and the long ones are told of", async () => {
    const choices = Array.from({ length: 60 }, (_, i) => ({
      label: `Choice ${i}`,
      value: String(i),
    }));
    const odd = { label: "Too long", value: "x".repeat(101) };
    const menu = {
      ...{ kind: "menu" as const, placeholder: "Sort", next: { command: "search", input: {} } },
      ...{ fills: "sort", choices: [...choices, odd, choices[0]!] },
    };
    const drawn = await draw(reply({ kind: "actions", actions: [menu] }));
    const selects = partsOf(drawn).filter(({ type }) => type === 3);
    expect(selects.map(({ placeholder }) => placeholder)).toEqual([
      "Sort (1 of 3)",
      "Sort (2 of 3)",
      "Sort (3 of 3)",
    ]);
    expect(selects.flatMap(({ options }) => options?.map(({ value }) => value))).toEqual(
      choices.map(({ value }) => value),
    );
    expect(shown(drawn)).toBe("Sort: Too long can't be chosen here");
    const waiting = { command: "search", input: {}, fills: "sort" };
    for (const { custom_id: id } of selects) expect(await tickets.read(id ?? "")).toEqual(waiting);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("labels that can't be seen get another word", async () => {
    const actions = [
      button("\u200b", "save"),
      button("\u200b", "\u200b"),
      { kind: "link" as const, label: "", url: "https://a.example" },
    ];
    const parts = partsOf(await draw(reply({ kind: "actions", actions })));
    expect(parts.flatMap(({ label }) => label ?? [])).toEqual(["save", "Go", "Open"]);
  });

  test("a link that no button takes becomes a line", async () => {
    const long = `https://a.example/${"a".repeat(600)}`;
    const links = [long, "javascript:alert(1)"].map((url) => ({
      kind: "link" as const,
      label: "PDF",
      url,
    }));
    expect(await says({ kind: "actions", actions: links })).toBe(
      `-# [PDF](<${long}>)\n-# PDF: javascript\\:alert(1)`,
    );
  });

  test("rows without anything to press are not there", async () => {
    expect(
      partsOf(await draw(reply({ kind: "actions", actions: [] }))).map(({ type }) => type),
    ).toEqual([17, 10]);
  });
});

describe("the room of a message", () => {
  const full = pageReply({ hits: hitsOf(papers(5)), total: 99, page: 2, pages: 20 }, "graph", next);

  test("five papers, their buttons, rules, page buttons and a mention fit as they are", async () => {
    const drawn = await draw(full, { mention: "123456789012345678" });
    const types = partsOf(drawn).map(({ type }) => type);
    expect(types).toHaveLength(1 + 1 + 1 + 5 * (1 + 1 + 3) + 4 + 3);
    expect(types.filter((type) => type === 14)).toHaveLength(4);
    expect(types).not.toContain(3);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("six papers lose the rules between them", async () => {
    const types = partsOf(await draw(digestOf(7))).map(({ type }) => type);
    expect([types.includes(14), types.includes(3), types.length]).toEqual([false, false, 37]);
  });

  test("ten papers have their buttons in menus, each of which names every paper", async () => {
    const drawn = await draw(digestOf(10));
    const selects = partsOf(drawn).filter(({ type }) => type === 3);
    expect(selects.map(({ placeholder }) => placeholder)).toEqual(["Similar…", "Save…", "Upvote…"]);
    const [first] = selects;
    expect(first?.options).toHaveLength(10);
    expect(first?.options?.[2]?.label).toBe("Topological Graph Transformers of the Order 3");
    expect(await tickets.read(first?.options?.[2]?.value ?? "")).toEqual({
      command: "similar",
      input: { paper: "arxiv:2401.00003" },
    });
    for (const { custom_id: id } of selects) expect(id?.startsWith(PICK)).toBe(true);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("the same paper twice in a menu is told apart and read as the same", async () => {
    const twice = reply(
      ...Array.from({ length: 10 }, () =>
        card({ actions: [button("Save"), button("Cite", "cite")] }),
      ),
    );
    const drawn = await draw(twice);
    expect(faultsOf(drawn)).toEqual([]);
    const values = partsOf(drawn).flatMap(
      ({ options }) => options?.map(({ value }) => value) ?? [],
    );
    for (const value of values.slice(0, 10))
      expect((await tickets.read(value)).command).toBe("save");
  });

  test("many cards with buttons of their own have them in one menu", async () => {
    const odd = Array.from({ length: 24 }, (_, i) =>
      card({ actions: [button(`Do ${i}`), button(`Undo ${i}`)] }),
    );
    const drawn = await draw(reply(...odd, { kind: "actions", actions: [button("Next page")] }));
    const selects = partsOf(drawn).filter(({ type }) => type === 3);
    expect(selects.map(({ placeholder }) => placeholder)).toEqual([
      "Actions… (1 of 2)",
      "Actions… (2 of 2)",
    ]);
    expect(selects[0]?.options?.[0]?.label).toBe("Do 0: A card");
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("what can't be shown at all is counted", async () => {
    const cards = Array.from({ length: 300 }, (_, i) =>
      card({ title: `Card ${i}`, body: "word ".repeat(60) }),
    );
    const drawn = await draw(reply(...cards, { kind: "actions", actions: [button("Next page")] }));
    const [, count] = /… and (\d+) more$/.exec(shown(drawn)) ?? [];
    const kept = tokensOf(textsOf(drawn).flatMap(read), "heading").length;
    expect(kept).toBeGreaterThan(20);
    expect(Number(count) + kept).toBe(300);
    expect(
      partsOf(drawn).some(({ options }) => options?.some(({ label }) => label === "Next page")),
    ).toBe(true);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("links of cards without room for buttons stay links", async () => {
    const links = ["PDF", "Code"].map((label) => ({
      kind: "link" as const,
      label,
      url: `https://a.example/${label}`,
    }));
    const drawn = await draw(
      reply(...Array.from({ length: 12 }, () => card({ actions: [button("Save"), ...links] }))),
    );
    expect(textsOf(drawn)[0]).toContain(
      "-# [PDF](<https://a.example/PDF>) · [Code](<https://a.example/Code>)",
    );
    expect(tokensOf(textsOf(drawn).flatMap(read), "link")).toHaveLength(24);
  });

  test("the longest bodies are shortened first, at a sentence or a word, and titles not at all", async () => {
    const bodies = ["Short.", "It works. ".repeat(300).trim(), "It works. ".repeat(300).trim()];
    const drawn = await draw(reply(...bodies.map((body, i) => card({ title: `Card ${i}`, body }))));
    const [first, second, third] = textsOf(drawn);
    expect(first).toBe("### Card 0\nShort.");
    for (const text of [second, third]) expect(text).toMatch(/^### Card \d\n.*works\. …$/);
    const all = textsOf(drawn).join("").length;
    expect(all).toBeLessThanOrEqual(4000);
    expect(all).toBeGreaterThan(3800);
  });

  test("an abstract of nothing but marks is cut before it is escaped", async () => {
    const drawn = await draw(reply(card({ body: "*".repeat(5000) })));
    expect(textsOf(drawn)[0]).toMatch(/^### A card\n(\\\*)+…$/);
    expect(faultsOf(drawn)).toEqual([]);
  });
});

describe("on the wire", () => {
  const subscription: SubscriptionView = {
    ...{
      id: "s1",
      channel: "123456789012345678",
      schedule: "Monday to Friday at 09:00 (Europe/Berlin)",
    },
    ...{ count: 5, topics: "topology", least: 0, empty: "skip", state: "enabled" },
    ...{
      next: rich`${time(1795507200000, "24 Nov")}`,
      manner: ["silent"],
      settings: { time: "09:00" },
    },
    last: [{ day: "2026-11-23", state: "sent", papers: 5 }],
  };
  const compact = (drawn: { readonly components: unknown }) => JSON.stringify(drawn.components);

  test("a page of results", async () => {
    const page = pageReply({ hits: hitsOf(papers(1)), total: 6, page: 1, pages: 2 }, "graph", next);
    expect(compact(await draw(page))).toMatchInlineSnapshot(
      `"[{"type":17,"accent_color":5205391,"components":[{"type":10,"content":"-# 6 papers for “graph”, page 1 of 2"},{"type":10,"content":"### [Topological Graph Transformers of the Order 1](<https://arxiv.org/abs/2401.00001>)\\n-# Ada Lovelace, George Boole and 2 more · 3 Feb 2024 · 1,234 upvotes · 99 stars\\nWe show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more.\\n-# matches: graph, order"},{"type":1,"components":[{"type":2,"style":2,"label":"Similar","custom_id":"1[\\"similar\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Save","custom_id":"1[\\"save\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Upvote","custom_id":"1[\\"upvote\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"}]},{"type":1,"components":[{"type":2,"style":2,"label":"Next page","custom_id":"1[\\"search\\",{\\"query\\":\\"graph\\",\\"page\\":2},0,\\"over\\"]"}]}]}]"`,
    );
  });

  test("a subscription", async () => {
    const one = subscriptionsReply([subscription], { first: 0, page: 1, pages: 1 });
    expect(compact(await draw(one))).toMatchInlineSnapshot(
      `"[{"type":17,"accent_color":5205391,"components":[{"type":10,"content":"### <#123456789012345678>: Monday to Friday at 09\\\\:00 (Europe/Berlin)\\n-# 5 papers · on topology · skips empty days · silent\\nNext post: <t:1795507200:f> (<t:1795507200:R>)\\n-# Last: 23 Nov sent, 5 papers"},{"type":1,"components":[{"type":2,"style":2,"label":"Preview","custom_id":"1[\\"subscriptions\\",{\\"do\\":\\"preview\\",\\"which\\":\\"s1\\"}]"},{"type":2,"style":2,"label":"Edit","custom_id":"1[\\"subscribe\\",{\\"time\\":\\"09:00\\"},[\\"time\\",\\"zone\\",\\"days\\",\\"count\\",\\"topics\\"]]"},{"type":2,"style":2,"label":"Filters","custom_id":"1[\\"subscribe\\",{\\"time\\":\\"09:00\\"},[\\"exclude\\",\\"least\\",\\"empty\\"]]"},{"type":2,"style":2,"label":"Posting","custom_id":"1[\\"subscribe\\",{\\"time\\":\\"09:00\\"},[\\"mention\\",\\"loud\\",\\"publish\\",\\"thread\\"]]"},{"type":2,"style":2,"label":"Pause","custom_id":"1[\\"subscriptions\\",{\\"do\\":\\"pause\\",\\"which\\":\\"s1\\"}]"}]},{"type":1,"components":[{"type":2,"style":4,"label":"Remove","custom_id":"1[\\"subscriptions\\",{\\"do\\":\\"remove\\",\\"which\\":\\"s1\\"}]"}]}]}]"`,
    );
  });

  test("a refusal", async () => {
    expect(
      compact(await draw(problem("refused", "Only people who manage this can."))),
    ).toMatchInlineSnapshot(
      `"[{"type":17,"accent_color":13212206,"components":[{"type":10,"content":"Only people who manage this can."}]}]"`,
    );
  });

  test("a digest with a mention", async () => {
    expect(
      compact(await draw(digestOf(1), { mention: "123456789012345678" })),
    ).toMatchInlineSnapshot(
      `"[{"type":10,"content":"<@&123456789012345678>"},{"type":17,"accent_color":5205391,"components":[{"type":10,"content":"## Papers for 24 Nov 2026\\n-# Chosen on topology. Ranked by upvotes gained."},{"type":10,"content":"### [Topological Graph Transformers of the Order 1](<https://arxiv.org/abs/2401.00001>)\\n-# Ada Lovelace, George Boole and 2 more · 3 Feb 2024 · 1,234 upvotes · 99 stars\\nWe show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more.\\n-# \\\\+38 upvotes in a week · 2 votes here"},{"type":1,"components":[{"type":2,"style":2,"label":"Similar","custom_id":"1[\\"similar\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Save","custom_id":"1[\\"save\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Upvote","custom_id":"1[\\"upvote\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"}]}]}]"`,
    );
  });

  test("a form's button and a danger", async () => {
    const ask = {
      ...button("Edit", "subscribe"),
      next: { command: "subscribe", input: {}, ask: ["time"] },
    };
    const actions = [
      { ...ask, style: "primary" as const },
      { ...button("Remove"), style: "danger" as const },
    ];
    expect(compact(await draw(reply({ kind: "actions", actions })))).toMatchInlineSnapshot(
      `"[{"type":17,"accent_color":5205391,"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Edit","custom_id":"1[\\"subscribe\\",{},[\\"time\\"]]"},{"type":2,"style":4,"label":"Remove","custom_id":"1[\\"save\\",{}]"}]}]}]"`,
    );
  });
});
