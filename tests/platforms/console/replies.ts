import fc from "fast-check";
import type { Action, Block, Card, Reply, Rich, Span } from "#chat";

/** Text as strangers write it: any script, half characters, escape sequences, controls, bidi overrides. */
const foreign: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }) },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 10 }) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "\u001b[31m",
          "\u001b[2J\u001b[H",
          "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
          "\u001b]0;title\u0007",
          "\u009b31m",
          "\u0007",
          "\r\n",
          "\t",
          "\u202e",
          "\u2066",
          "\ud800",
          "图神经网络",
          "👩‍🔬🏳️‍🌈",
          "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a",
          " ",
          "supercalifragilisticexpialidocious",
        ),
      },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const url = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  foreign.map((tail) => `https://${tail}`),
  foreign,
);

const span: fc.Arbitrary<Span> = fc.oneof(
  foreign,
  fc.record({ kind: fc.constantFrom("bold", "italic", "code"), text: foreign }),
  fc.record({ kind: fc.constant("link"), text: foreign, url }),
  fc.record({ kind: fc.constant("time"), at: fc.double(), otherwise: foreign }),
  fc.record({ kind: fc.constant("channel"), id: foreign }),
);

const rich: fc.Arbitrary<Rich> = fc.oneof(foreign, fc.array(span, { maxLength: 4 }));

const next = fc.record({
  command: foreign,
  input: fc.dictionary(fc.string(), fc.oneof(foreign, fc.integer(), fc.boolean()), { maxKeys: 3 }),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("button"), label: foreign, next }),
  fc.record({ kind: fc.constant("link"), label: foreign, url }),
  fc.record({
    kind: fc.constant("menu"),
    placeholder: foreign,
    next,
    fills: fc.string(),
    choices: fc.array(fc.record({ label: foreign, value: foreign }), { maxLength: 4 }),
  }),
);

const card: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constant("card"),
    title: rich,
    url,
    subtitle: rich,
    body: rich,
    note: rich,
    image: fc.record({ url, alt: foreign }),
    actions: fc.array(action, { maxLength: 4 }),
  },
  { requiredKeys: ["kind", "title"] },
);

const leaf: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("heading"), text: foreign }),
  fc.record({ kind: fc.constant("text"), text: rich, quiet: fc.boolean() }),
  card,
  fc.record({ kind: fc.constant("code"), text: foreign }),
  fc.record({ kind: fc.constant("actions"), actions: fc.array(action, { maxLength: 6 }) }),
  fc.constant<Block>({ kind: "divider" }),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("native"),
      on: fc.constant({}),
      otherwise: fc.array(leaf, { maxLength: 3 }),
    }),
  },
);

/** Any reply at all, made of foreign text. */
export const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    summary: foreign,
    blocks: fc.array(block, { maxLength: 6 }),
    problem: fc.constantFrom("refused", "failed"),
  },
  { requiredKeys: ["summary", "blocks"] },
);
