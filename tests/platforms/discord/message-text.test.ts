import { expect, test } from "vitest";
import { textOfMessage } from "../../../src/platforms/discord/message-text.ts";

const empty = { content: "", embeds: [], components: [] };

test("a message that forwards another is read with the words of that one", () => {
  const original = { ...empty, content: "Read https://arxiv.org/abs/2402.02005" };
  const forward = { ...empty, messageSnapshots: new Map([["1", original]]) };
  expect(textOfMessage(forward)).toBe(original.content);
});
