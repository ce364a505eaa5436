import { describe, expect, test } from "vitest";
import { bold, channel, code, italic, link, rich, time } from "#chat";
import { read, seen } from "./markdown.ts";
import { words } from "./replies.ts";

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
