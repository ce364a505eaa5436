import fc from "fast-check";
import { expect, test } from "vitest";
import { bold, channel, code, italic, link, type Rich, rich, time } from "#chat";
import {
  type Paragraph,
  type Piece,
  readMarkdown,
} from "../../../src/platforms/preview/page/discord/markdown.ts";
import { draw, textsOf } from "../discord/drawn.ts";
import { hostile } from "../discord/hostile.ts";
import { read, seen } from "../discord/markdown.ts";
import { reply } from "../discord/replies.ts";

const wordsOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ("pieces" in piece ? wordsOf(piece.pieces) : plain(piece))).join("");

function plain(piece: Exclude<Piece, { pieces: unknown }>): string {
  if (piece.kind === "text" || piece.kind === "code") return piece.text;
  if (piece.kind === "link") return piece.label;
  return piece.kind === "time" ? `<t:${piece.at / 1000}:${piece.style}>` : `<#${piece.id}>`;
}

/** What a reader of the page sees, without blanks. */
const shown = (paragraphs: readonly Paragraph[]) =>
  tidy(paragraphs.map((one) => ("text" in one ? one.text : wordsOf(one.pieces))).join("\n"));

const tidy = (text: string) => text.replace(/[\s\u200b]+/g, "");

const marks = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap((piece) => [
    ...(piece.kind === "text" ? [] : [piece.kind]),
    ...("pieces" in piece ? marks(piece.pieces) : []),
  ]);

async function contentOf(text: Rich): Promise<string> {
  const drawn = await draw(reply({ kind: "card", title: text, body: text, note: text }));
  return textsOf(drawn).join("\n");
}

test("what is formatted is read as it was meant", async () => {
  const text = rich`a ${bold("b*c")} ${italic("d_e")} ${code("f`g")} ${link("h", "https://i.example/j")} ${time(1_700_000_000_000, "then")} ${channel("123456789012345678")}`;
  const body = readMarkdown((await contentOf(text)).split("\n")[1] ?? "");
  expect(body).toEqual([
    {
      kind: "text",
      pieces: [
        { kind: "text", text: "a " },
        { kind: "bold", pieces: [{ kind: "text", text: "b*c" }] },
        { kind: "text", text: " " },
        { kind: "italic", pieces: [{ kind: "text", text: "d_e" }] },
        { kind: "text", text: " " },
        { kind: "code", text: "f`g" },
        { kind: "text", text: " " },
        { kind: "link", label: "h", url: "https://i.example/j" },
        { kind: "text", text: " " },
        { kind: "time", at: 1_700_000_000_000, style: "f" },
        { kind: "text", text: " (" },
        { kind: "time", at: 1_700_000_000_000, style: "R" },
        { kind: "text", text: ") " },
        { kind: "channel", id: "123456789012345678" },
      ],
    },
  ]);
});

test("paragraphs are told by how they begin, and a fence is literal", () => {
  const text = "## Title\n-# small\n> said\n- item\nplain\n```\n**no** <t:1>\n```\nafter";
  expect(readMarkdown(text).map(({ kind }) => kind)).toEqual([
    ...["heading", "subtext", "quote", "item", "text", "fence", "text"],
  ]);
  expect(readMarkdown(text)[5]).toEqual({ kind: "fence", text: "**no** <t:1>" });
});

test("300 foreign texts read as a model of Discord's clients reads them, and none of them formats", async () => {
  const property = fc.asyncProperty(hostile, async (text) => {
    const content = await contentOf(text);
    expect(shown(readMarkdown(content))).toBe(tidy(seen(read(content))));
    const found = readMarkdown(content);
    expect(found.flatMap((one) => ("pieces" in one ? marks(one.pieces) : []))).toEqual([]);
  });
  await fc.assert(property, { numRuns: 300, seed: 20_261_124 });
});

test("a long line of marks that never close is read at once", () => {
  const started = process.cpuUsage();
  for (const mark of ["*", "**", "_", "`", "[", "<", "~~", "||", "\\", "[a](<", "***"])
    readMarkdown(mark.repeat(4000 / mark.length));
  const { user } = process.cpuUsage(started);
  expect(user / 1000).toBeLessThan(1000);
});
