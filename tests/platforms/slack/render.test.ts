import { describe, expect, test } from "vitest";
import { type Block, bold, channel, code, link, type Reply, rich, time } from "#chat";
import {
  type Draw,
  renderDigestParts,
  renderHome,
  renderMessage,
  renderUnfurl,
} from "../../../src/platforms/slack/render.ts";
import { draw } from "./drawn-papers.ts";
import { drawn, many, PAPER, page, SAVE, wordsIn } from "./samples.ts";
import { faultsIn } from "./strict.ts";

/** A line for each block, so that snapshots stay small. */
const wire = (blocks: readonly object[]) => blocks.map((one) => JSON.stringify(one)).join("\n");
const previewOf = (...blocks: readonly Block[]) => renderUnfurl(page(...blocks), draw).blocks ?? [];

describe("what a reply looks like on the wire", () => {
  test("a heading, quiet words and a line", () => {
    expect(
      wire(
        drawn(
          { kind: "heading", text: " Trending\nthis week " },
          { kind: "text", text: "Ranked by upvotes.", quiet: true },
          { kind: "divider" },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "{"type":"header","text":{"type":"plain_text","text":"Trending this week","emoji":false}}
      {"type":"context","elements":[{"type":"plain_text","text":"Ranked by upvotes.","emoji":false}]}
      {"type":"divider"}"
    `);
  });

  test("words with all kinds of spans", () => {
    const text = rich`${bold("Next")} post in ${channel("C0123456")}: ${time(1_795_507_200_000, "Tue 09:00")}, ${link("here", "https://a.org/?q=<b>|c&d")} ${code("x")} ${channel("general")}`;
    expect(wire(drawn({ kind: "text", text }))).toMatchInlineSnapshot(
      `"{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Next","style":{"bold":true}},{"type":"text","text":" post in "},{"type":"channel","channel_id":"C0123456"},{"type":"text","text":": "},{"type":"date","timestamp":1795507200,"format":"{date_short_pretty} at {time}","fallback":"Tue 09:00"},{"type":"text","text":", here "},{"type":"text","text":"x","style":{"code":true}},{"type":"text","text":" "},{"type":"text","text":"#general"}]}]}"`,
    );
  });

  test("a card with its actions", () => {
    expect(wire(drawn(PAPER))).toMatchInlineSnapshot(`
      "{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://arxiv.org/abs/2402.14083","text":"Beyond A*: <Planning> & Search","style":{"bold":true}},{"type":"text","text":"\\n"},{"type":"text","text":"Ada Lovelace and 5 more · 3 Feb 2024"},{"type":"text","text":"\\n"},{"type":"text","text":"That","style":{"bold":true}},{"type":"text","text":" it works."},{"type":"text","text":"\\n"},{"type":"text","text":"+38 upvotes in a day","style":{"italic":true}}]}]}
      {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Save","emoji":false},"action_id":"b:0","value":"1[\\"save\\",{\\"paper\\":\\"a\\"},0,0,0]"},{"type":"button","text":{"type":"plain_text","text":"PDF","emoji":false},"action_id":"l:1","url":"https://arxiv.org/pdf/2402.14083"}]}"
    `);
  });

  test("a picture beside its caption", () => {
    const image = { url: "https://a.org/p.png", alt: "Figure 1" };
    expect(wire(drawn({ kind: "card", title: "With a picture", image }))).toMatchInlineSnapshot(`
      "{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"With a picture","style":{"bold":true}}]}]}
      {"type":"section","text":{"type":"plain_text","text":"Figure 1","emoji":false},"accessory":{"type":"image","image_url":"https://a.org/p.png","alt_text":"Figure 1"}}"
    `);
  });

  test("a menu, whose ticket is its action_id", () => {
    const choices = [
      { label: "Newest", value: "new" },
      { label: "Best", value: "best" },
    ];
    const menu = { kind: "menu", placeholder: "Sort by", fills: "sort", choices } as const;
    const next = { command: "search", input: {} };
    expect(wire(drawn({ kind: "actions", actions: [{ ...menu, next }] }))).toMatchInlineSnapshot(
      `"{"type":"actions","elements":[{"type":"static_select","placeholder":{"type":"plain_text","text":"Sort by","emoji":false},"action_id":"1[\\"search\\",{},0,0,\\"sort\\"]","options":[{"text":{"type":"plain_text","text":"Newest","emoji":false},"value":"new"},{"text":{"type":"plain_text","text":"Best","emoji":false},"value":"best"}]}]}"`,
    );
  });

  test("text to copy", () => {
    expect(
      wire(drawn({ kind: "code", text: "@article{a,\n\ttitle={B}\n}\n" })),
    ).toMatchInlineSnapshot(
      `"{"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"text","text":"@article{a,\\n    title={B}\\n}"}]}]}"`,
    );
  });

  test("Slack's own cards, where they are asked for", () => {
    const plain = { ...PAPER, body: "We show that it works." };
    const cards = renderMessage(page(plain, plain), { ...draw, cards: true }).blocks;
    expect(wire(cards.slice(0, 2))).toMatchInlineSnapshot(`
      "{"type":"card","title":{"type":"mrkdwn","text":"<https://arxiv.org/abs/2402.14083|Beyond A∗: &lt;Planning&gt; &amp; Search>","verbatim":true},"subtitle":{"type":"mrkdwn","text":"Ada Lovelace and 5 more · 3 Feb 2024","verbatim":true},"body":{"type":"mrkdwn","text":"We show that it works.","verbatim":true},"actions":[{"type":"button","text":{"type":"plain_text","text":"Save","emoji":false},"action_id":"b:0","value":"1[\\"save\\",{\\"paper\\":\\"a\\"},0,0,0]"},{"type":"button","text":{"type":"plain_text","text":"PDF","emoji":false},"action_id":"l:1","url":"https://arxiv.org/pdf/2402.14083"}]}
      {"type":"context","elements":[{"type":"plain_text","text":"+38 upvotes in a day","emoji":false}]}"
    `);
    expect(cards.map(({ type }) => type)).toEqual(["card", "context", "card", "context"]);
  });

  test("blocks that are Slack's alone are sent as they stand", () => {
    const slack = [{ type: "divider" }] as const;
    expect(drawn({ kind: "native", on: { slack }, otherwise: [PAPER] })).toEqual(slack);
    expect(drawn({ kind: "native", on: {}, otherwise: [{ kind: "divider" }] })).toEqual(slack);
  });

  test("the preview of a link", () => {
    expect(wire(previewOf({ kind: "heading", text: "Never" }, PAPER))).toMatchInlineSnapshot(`
      "{"type":"section","text":{"type":"mrkdwn","text":"<https://arxiv.org/abs/2402.14083|Beyond A∗: &lt;Planning&gt; &amp; Search>","verbatim":true}}
      {"type":"context","elements":[{"type":"plain_text","text":"Ada Lovelace and 5 more · 3 Feb 2024","emoji":false}]}
      {"type":"section","text":{"type":"plain_text","text":"That it works.","emoji":false}}
      {"type":"context","elements":[{"type":"plain_text","text":"+38 upvotes in a day","emoji":false}]}
      {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Save","emoji":false},"action_id":"b:0","value":"1[\\"save\\",{\\"paper\\":\\"a\\"},0,0,0]"}]}"
    `);
  });
});

describe("where Slack's own cards are not drawn", () => {
  const types = (reply: Reply, more: Partial<Draw> = {}) =>
    renderMessage(reply, { ...draw, cards: true, ...more }).blocks.map(({ type }) => type);

  test("for a paper by itself, which is shown in full", () => {
    expect(types(page(PAPER))).toEqual(["rich_text", "actions"]);
  });

  test("in windows and on home pages, which don't take them", () => {
    expect(types(page(PAPER, PAPER), { surface: "modal" })).not.toContain("card");
    const home = renderHome([page(PAPER, PAPER)], { ...draw, cards: true });
    expect(home.blocks.map(({ type }) => type)).not.toContain("card");
  });

  test("for cards that name channels or times, which they can't hold", () => {
    const card: Block = { kind: "card", title: rich`${channel("C0123456")}: daily` };
    expect(types(page(card, card))).toEqual(["rich_text", "rich_text"]);
  });

  test("more than three actions stand below", () => {
    const four = { actions: [SAVE, SAVE, SAVE, SAVE], note: "", body: "" };
    const card = { ...PAPER, ...four };
    const drawnCards = renderMessage(page(card, card), { ...draw, cards: true });
    const [first, second] = drawnCards.blocks;
    expect(first).toMatchObject({ type: "card", actions: { length: 3 } });
    expect(second).toMatchObject({ type: "actions", elements: { length: 1 } });
  });
});

describe("a post with its details in the thread", () => {
  test("the message has a line for each paper, the thread the papers with their buttons", () => {
    const reply = page(
      { kind: "heading", text: "Papers for today" },
      { kind: "text", text: "Ranked by upvotes.", quiet: true },
      ...many(2),
    );
    const { main, details } = renderDigestParts(reply, draw);
    expect(main.blocks.map(({ type }) => type)).toEqual(["header", "context", "rich_text"]);
    expect(wire(main.blocks.slice(2))).toMatchInlineSnapshot(
      `"{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://arxiv.org/abs/2402.14083","text":"Paper 0","style":{"bold":true}},{"type":"text","text":" · "},{"type":"text","text":"Ada Lovelace and 5 more · 3 Feb 2024"}]},{"type":"rich_text_section","elements":[{"type":"link","url":"https://arxiv.org/abs/2402.14083","text":"Paper 1","style":{"bold":true}},{"type":"text","text":" · "},{"type":"text","text":"Ada Lovelace and 5 more · 3 Feb 2024"}]}]}]}"`,
    );
    expect(details.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
      ["rich_text", "actions", "rich_text", "actions"],
    ]);
    expect(details[0]?.text).toBe("Paper 0\nPaper 1");
  });

  test("papers in full take as many messages as they need", () => {
    const body = "A sentence of an abstract. ".repeat(80).trim();
    const { main, details } = renderDigestParts(page(...many(10, { body })), draw);
    expect(faultsIn(main.blocks)).toEqual([]);
    expect(details.length).toBeGreaterThan(1);
    for (const { blocks } of details) expect(faultsIn(blocks)).toEqual([]);
    const all = wordsIn(details.flatMap(({ blocks }) => blocks));
    expect(all.filter((text) => text === body)).toHaveLength(10);
  });
});
