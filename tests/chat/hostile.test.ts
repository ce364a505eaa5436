import { describe, expect, test } from "vitest";
import { readWords, UserError } from "#chat";
import { cpuTime } from "../cpu-time.ts";
import { cards, refusal } from "./cards.ts";

const read = (line: string) => readWords(line, cards, "papers");

describe("a hostile line", () => {
  const starts = [
    "",
    '"',
    "/papers ",
    "search ",
    "search 1",
    "trending ",
    "saved ",
    "subscribe channel:",
    "subscribe channel:<#",
    "search x since:",
    'search x author:"',
  ];
  const lines = (piece: string) =>
    [20_000, 100_000].flatMap((size) =>
      starts.map((start) => start + piece.repeat(size / piece.length)),
    );

  test.each<[string, string]>([
    ["one word", "a"],
    ["many words", "a b "],
    ["many numbers", "1 "],
    ["many quotes", '"'],
    ["many open quotes", '"a '],
    ["many low quotes", "„a "],
    ["many escaped quotes", '\\" '],
    ["many backslashes", "\\"],
    ["many names", "ab:c "],
    ["many long names", `${"q".repeat(60)}:c `],
    ["many open named quotes", 'ab:"c '],
    ["many colons", ":"],
    ["many brackets", "<#>|"],
    ["many closing brackets", ">"],
    ["many slashes", "/ "],
    ["many spaces", " "],
    ["many line ends", "\r\n"],
    ["the root again and again", "papers "],
    ["half characters", "\ud83d\ude00\ud83d"],
  ])("of %s is answered at once and briefly", (_, piece) => {
    for (const line of lines(piece)) {
      const from = cpuTime();
      const sentence = sentenceFor(line);
      expect(cpuTime() - from).toBeLessThan(500);
      expect(sentence.length).toBeLessThan(250);
      expect(sentence.isWellFormed()).toBe(true);
    }
  });

  test("is told how long it may be", () => {
    expect(refusal(() => read(`trending ${"a b ".repeat(10_000)}`))).toBe(
      "That is too long (40009 characters): keep it to 24000.",
    );
    expect(refusal(() => read(`trending ${"a b ".repeat(1000)}`))).toBe(
      "topic is too long (3999 characters): keep it to 2000.",
    );
  });

  function sentenceFor(line: string): string {
    try {
      read(line);
      return "";
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as UserError).message;
    }
  }
});
