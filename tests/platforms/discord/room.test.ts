import { describe, expect, test } from "vitest";
import type { Block } from "#chat";
import { PICK } from "../../../src/platforms/discord/gather.ts";
import { draw, faultsOf, partsOf, shown, textsOf, tickets } from "./drawn.ts";
import { read, tokensOf } from "./markdown.ts";
import { button, card, digestOf, pageOf, reply, says } from "./replies.ts";

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
    const odd = [
      { label: "Too long", value: "x".repeat(101) },
      { label: "Half", value: "\ud800" },
      { label: "Nothing", value: "" },
    ];
    const again = { label: "Another word for it", value: "0" };
    const menu = {
      ...{ kind: "menu" as const, placeholder: "Sort", next: { command: "search", input: {} } },
      ...{ fills: "sort", choices: [...choices, ...odd, again] },
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
    expect(shown(drawn)).toBe("Sort: Too long, Half, Nothing can't be chosen here");
    expect(selects[0]?.options?.[0]?.label).toBe("Choice 0");
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
  const full = pageOf(5, { total: 99, page: 2, pages: 20 });

  test("five papers, their buttons, rules, page buttons and a mention fit as they are", async () => {
    const drawn = await draw(full, { mention: "123456789012345678" });
    const types = partsOf(drawn).map(({ type }) => type);
    expect(types).toHaveLength(1 + 1 + 1 + 5 * (1 + 1 + 3) + 4 + 3);
    expect(types.filter((type) => type === 14)).toHaveLength(4);
    expect(types).not.toContain(3);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("seven papers lose the rules between them", async () => {
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

  test("what is counted are cards, and what was left out is not attached either", async () => {
    const cards = Array.from({ length: 100 }, () => card({ body: "word ".repeat(60) }));
    const code: Block = { kind: "code", text: "long ".repeat(1000) };
    const drawn = await draw(reply(...cards, { kind: "text", text: "The end" }, code));
    const kept = tokensOf(textsOf(drawn).flatMap(read), "heading").length;
    expect(shown(drawn)).toMatch(new RegExp(`… and ${100 - kept} more$`));
    expect(drawn.files).toEqual([]);
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

  test("links of cards stay links even where titles have to give up theirs", async () => {
    const long = `https://a.example/${"a".repeat(120)}`;
    const actions = [button("Save"), { kind: "link" as const, label: "PDF", url: long }];
    const cards = Array.from({ length: 14 }, (_, i) =>
      card({ title: `Card ${i}`, url: long, body: "word ".repeat(50), actions }),
    );
    const drawn = await draw(reply(...cards));
    expect(shown(drawn)).not.toContain("more");
    const links = tokensOf(textsOf(drawn).flatMap(read), "link");
    expect(links.filter(({ text }) => text === "PDF")).toHaveLength(14);
    expect(links.filter(({ text }) => text.startsWith("Card"))).toHaveLength(0);
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("a name with line ends of its own stays on the line of the facts", async () => {
    expect(await says(card({ subtitle: "Ada\n# Lovelace" }))).toBe(
      "### A card\n-# Ada \\# Lovelace",
    );
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
