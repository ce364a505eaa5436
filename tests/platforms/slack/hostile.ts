import fc from "fast-check";
import { type Paper, titleKey } from "#papers";

/** What strangers put into titles and abstracts to format, mention, link or break things. */
export const HOSTILE: readonly string[] = [
  "<!channel>",
  "<!here|here>",
  "<!everyone>",
  "<@U12345678>",
  "<@U1|ada>",
  "<#C12345678|general>",
  "<!subteam^S12345678|@team>",
  "<!date^1392734382^{date}|soon>",
  "&lt;!here&gt;",
  "&amp;lt;!channel&amp;gt;",
  "<https://evil.example|arXiv>",
  "<mailto:a@evil.example|mail>",
  "https://evil.example/a|b>",
  "@channel",
  "@here",
  "#general",
  "*bold* _italic_ ~gone~ `code`",
  "A* search and Q* learning",
  "```\nfence\n```",
  "> quoted",
  ">>> all quoted",
  ":100: :skin-tone-2: :evil:",
  "\u202eesrever\u202c",
  "<\u202e!channel>",
  "<\u0000!channel>",
  "<\u200b!channel>",
  "\u2066isolated\u2069",
  "\ud83d",
  "\ude00",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dalgo",
  "$\\mathcal{O}(n^2) < \\frac{1}{2} & \\alpha_{i}^{*}$",
  "\\textbf{a} & \\% \\$ {\\o}",
  "图神经网络的拓扑结构。",
  "👩‍🔬🏳️‍🌈🇩🇪",
  "\r\n\t\u2028\v",
  "|",
  ">",
  "<",
  "&",
  "& < > & < >",
  "__proto__",
];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 3, arbitrary: fc.constantFrom("graph", "transformers", "attention,", "learns.", "We") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);

const phrase = (maxLength: number) => fc.array(word, { maxLength }).map((words) => words.join(" "));

/** Up to 5,000 characters of the same: what a title with no end looks like. */
const endless = fc
  .tuple(fc.constantFrom(...HOSTILE), fc.integer({ min: 300, max: 5000 }))
  .map(([text, length]) =>
    `${text} `.repeat(Math.ceil(length / (text.length + 1))).slice(0, length),
  );

const titles = fc.oneof(
  { weight: 12, arbitrary: phrase(8) },
  { weight: 1, arbitrary: endless },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\u200b", "\u202e") },
);

const abstracts = fc.oneof(
  { weight: 12, arbitrary: phrase(60) },
  { weight: 1, arbitrary: endless },
  { weight: 2, arbitrary: fc.constant("") },
);

const authors = fc.oneof(
  { weight: 10, arbitrary: fc.array(phrase(3), { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 664 }, (_, i) => `<@U${i}> Lee`)) },
);

const addresses = fc.oneof(
  fc.constantFrom(
    "https://example.org/a|b<c>?q=<!channel>&r=1",
    "https://example.org/\u202e",
    "javascript:alert(1)",
    "ftp://example.org/paper",
    "not an address",
    `https://example.org/${"x".repeat(4000)}`,
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);

/** Any paper that the worst source could hold. */
export const hostilePapers: fc.Arbitrary<Paper> = fc
  .record(
    {
      id: fc.option(fc.integer({ min: 10_000, max: 99_999 })),
      title: titles,
      abstract: abstracts,
      authors,
      published: fc.constantFrom("2024-02-03", "2024-02", "2024", "<!here>", ""),
      categories: fc.array(fc.constantFrom("cs.LG", "<!channel>", "*"), { maxLength: 3 }),
      url: addresses,
      upvotes: fc.nat(),
      code: fc.record({ url: addresses, stars: fc.nat() }),
      keywords: fc.array(phrase(2), { maxLength: 5 }),
    },
    { requiredKeys: ["id", "title", "abstract"] },
  )
  .map(({ id, ...paper }) => ({
    ...paper,
    key: id === null ? titleKey(paper.title) : `arxiv:2402.${id}`,
  }));
