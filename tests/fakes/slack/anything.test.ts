import fc from "fast-check";
import { expect, test } from "vitest";
import { checkManifest, lintBlocks, lintView, readBlocks, readMrkdwn } from "./index.ts";
import { long, mrkdwn, rich, section } from "./samples.ts";

const SEED = { seed: 20_261_124, numRuns: 300 };

/** JSON in which the names that Slack knows come up often. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      "section",
      "mrkdwn",
      "plain_text",
      "rich_text",
      "card",
      "actions",
      "button",
      "",
    ),
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom("type", "text", "elements", "blocks", "title", "options", "__proto__", "url"),
      tie("value"),
      { maxKeys: 5 },
    ),
  ),
})).value;

test("whatever is sent is read, and nothing of it breaks the reading", () => {
  fc.assert(
    fc.property(json, (value) => {
      for (const surface of ["message", "modal", "home"] as const)
        expect(Array.isArray(lintBlocks(value, surface))).toBe(true);
      expect(Array.isArray(lintView(value, "modal"))).toBe(true);
      expect(Array.isArray(checkManifest(value))).toBe(true);
      expect(Array.isArray(readBlocks([value]))).toBe(true);
    }),
    SEED,
  );
});

test("text of any kind that is escaped is plain: no mention, no link of its own", () => {
  const hostile = fc.array(
    fc.constantFrom(
      "<@U1>",
      "<!channel>",
      "<#C1|x>",
      "<https://a.example|x>",
      "&",
      "<",
      ">",
      "!",
      " a ",
    ),
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      const text = parts.join("");
      const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      const { mentions, links } = readMrkdwn(escaped, { verbatim: true });
      expect({ mentions, links }).toEqual({ mentions: [], links: [] });
    }),
    SEED,
  );
});

test("rich text means what its elements say, whatever its words look like", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const blocks = [rich({ type: "text", text: `${text}<@U1> *b*` })];
      expect(lintBlocks(blocks, "message")).toEqual([]);
      expect(readBlocks(blocks)).toMatchObject([
        { text: `${text}<@U1> *b*`, mentions: [], links: [], formatting: [] },
      ]);
    }),
    SEED,
  );
});

test("a text is refused exactly from one character above its length on", () => {
  for (const [length, faults] of [
    [2999, 0],
    [3000, 0],
    [3001, 1],
  ] as const)
    expect(lintBlocks([section(mrkdwn(long(length)))], "message")).toHaveLength(faults);
});
