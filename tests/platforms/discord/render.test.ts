import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { type SubscriptionView, subscriptionsReply } from "#cards";
import { type Block, problem, rich, time } from "#chat";
import { draw, faultsOf, partsOf, shown, textsOf } from "./drawn.ts";
import { read, seen } from "./markdown.ts";
import { button, card, digestOf, pageOf, reply, says } from "./replies.ts";

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

  test("literal texts that are short alone are attached when together they are too long", async () => {
    const short = { kind: "code", text: "@misc{a}\n".repeat(80), file: "a.bib" } as const;
    const drawn = await draw(reply(short, short, short, short));
    expect([textsOf(drawn).length, drawn.files.length]).toEqual([2, 2]);
  });

  test("no more files are attached than Discord takes, and nothing of the others is lost", async () => {
    const long = Array.from({ length: 12 }, (_, i) => `Text ${i}\n`.repeat(200));
    const drawn = await draw(reply(...long.map((text) => ({ kind: "code", text }) as const)));
    expect(drawn.files.map(({ name }) => name).at(-1)).toBe("text-10.txt");
    expect(drawn.files).toHaveLength(10);
    expect(drawn.files.map(({ data }) => data).join("\n\n")).toBe(long.join("\n\n"));
    expect(faultsOf(drawn)).toEqual([]);
  });

  test("a text longer than any attachment is cut at a line, and says so", async () => {
    const text = "0123456789abcde\n".repeat(11 * 2 ** 16);
    const drawn = await draw(reply({ kind: "code", text, file: "all.txt" }));
    expect(drawn.files[0]?.data).toBe("0123456789abcde\n".repeat(10 * 2 ** 16));
    expect(shown(drawn)).toBe("Only the beginning fits in all.txt");
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

  test("what Discord alone draws keeps its ids, and other buttons give way", async () => {
    const id = '1["save",{}]';
    const press: APIButtonComponentWithCustomId = {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: "Own",
      custom_id: id,
    };
    const own: APIComponentInContainer = { type: ComponentType.ActionRow, components: [press] };
    const native: Block = { kind: "native", on: { discord: [own] }, otherwise: [] };
    const drawn = await draw(reply(native, { kind: "actions", actions: [button("Save")] }));
    expect(partsOf(drawn).flatMap((part) => part.custom_id ?? [])).toEqual([id, `${id}~2`]);
  });

  test("a title that would fill a page is cut, whatever room there is", async () => {
    const wire = await says(card({ title: "word ".repeat(1000), url: "https://a.example/" }));
    expect(wire).toMatch(/^### \[(word ?)+…\]\(<https:\/\/a\.example\/>\)$/);
    expect(wire.length).toBeLessThan(350);
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
    const page = pageOf(1, { total: 6, page: 1, pages: 2 });
    expect(compact(await draw(page))).toMatchInlineSnapshot(
      `"[{"type":17,"accent_color":5205391,"components":[{"type":10,"content":"-# “graph”: 6 papers, page 1 of 2"},{"type":10,"content":"### [Topological Graph Transformers of the Order 1](<https://arxiv.org/abs/2401.00001>)\\n-# Ada Lovelace, George Boole and 2 more · 3 Feb 2024 · 1,234 upvotes · 99 stars\\nWe show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more.\\n-# matches: graph, order"},{"type":1,"components":[{"type":2,"style":2,"label":"Similar","custom_id":"1[\\"similar\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Save","custom_id":"1[\\"save\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Upvote","custom_id":"1[\\"upvote\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"}]},{"type":1,"components":[{"type":2,"style":2,"label":"Next page","custom_id":"1[\\"search\\",{\\"query\\":\\"graph\\",\\"page\\":2},0,\\"over\\"]"}]}]}]"`,
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
      `"[{"type":10,"content":"<@&123456789012345678>"},{"type":17,"accent_color":5205391,"components":[{"type":10,"content":"## Papers for 24 Nov 2026\\n-# Chosen on topology. A paper is on a topic when search finds it with every word of the topic. Ranked by upvotes gained."},{"type":10,"content":"### [Topological Graph Transformers of the Order 1](<https://arxiv.org/abs/2401.00001>)\\n-# Ada Lovelace, George Boole and 2 more · 3 Feb 2024 · 1,234 upvotes · 99 stars\\nWe show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more. We show that it works, for all graphs and some more.\\n-# \\\\+38 upvotes in a week · 2 votes here"},{"type":1,"components":[{"type":2,"style":2,"label":"Similar","custom_id":"1[\\"similar\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Save","custom_id":"1[\\"save\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"},{"type":2,"style":2,"label":"Upvote","custom_id":"1[\\"upvote\\",{\\"paper\\":\\"arxiv:2401.00001\\"}]"}]}]}]"`,
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
