import fc from "fast-check";
import type { Paper } from "#papers";

/** Pieces of text that try to format, ping, link, hide or reorder on Discord. */
const ATTACKS = [
  ...[
    "**b**",
    "__u__",
    "_i_",
    "*i*",
    "~~s~~",
    "||sp||",
    "`c`",
    "```js\nx\n```",
    "`",
    "``",
    "*",
    "_",
  ],
  ...[
    "# h",
    "## h",
    "### h ###",
    "-# s",
    "> q",
    ">>> q",
    "- l",
    "* l",
    "+ l",
    "1. l",
    "12) l",
    "\n",
    "\n\n",
  ],
  ...[
    "<@123456789012345678>",
    "<@!1>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "@everyone",
  ],
  ...[
    "@here",
    "@Everyone",
    "@every\u200bone",
    "<t:0>",
    "<t:0:R>",
    "</papers:1>",
    "<:x:1>",
    "<a:x:1>",
  ],
  ...[
    "<id:customize>",
    ":100:",
    ":+1:",
    ":skull:",
    "http://a.example",
    "https://evil.example/?a=b&c",
  ],
  ...[
    "steam://run/1",
    "discord://-/x",
    "mailto:a@b.c",
    "<mailto:a@b.c>",
    "<tel:+49123>",
    "<a@b.c>",
    "<+49123>",
  ],
  ...[
    "discord.gg/abc",
    "discord.com/invite/abc",
    "www.evil.example",
    "<https://evil.example>",
    "](",
    ")",
    "[",
  ],
  ...[
    "[a](https://evil.example)",
    "](https://evil.example)",
    "](<https://evil.example>)",
    "[x][y]",
    "]",
    "<",
    ">",
  ],
  ...[
    "\\",
    "\\\\",
    "\\*",
    "\\[",
    "$x_{i}^{*}$",
    "\\textbf{x}",
    "{\\it y}",
    "¯\\_(ツ)_/¯",
    "|",
    "~",
    "#",
    "@",
    ":",
  ],
  ...[
    "\u202e",
    "\u2066",
    "\u200f",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\ud800",
    "\udc00",
    "\u0000",
    "\u001b[31m",
  ],
  ...[
    "🎉",
    "👩‍🔬",
    "🏳️‍🌈",
    "1️⃣",
    "图神经网络",
    "العربية",
    "עברית",
    "e\u0301\u0302\u0303",
    "\u{e0041}",
    "\u3164",
  ],
] as const;

/** A few UTF-16 units, whatever they are. */
const units = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: most }), { maxLength: 5 })
    .map((codes) => String.fromCharCode(...codes));

/** Text as strangers write it, a paper's title or a name: words, attacks, any script, half characters. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...ATTACKS) },
      {
        weight: 2,
        arbitrary: fc.constantFrom("graph", "Topology", "a", "1", "2024", "x y", " ", "  "),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
      { weight: 1, arbitrary: units(0xff) },
      { weight: 1, arbitrary: units(0xffff) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const title = fc.oneof(
  { weight: 8, arbitrary: hostile },
  {
    weight: 2,
    arbitrary: fc.constantFrom("Attention Is All You Need", "C#", "1. Graphs", "- Trees", "10:30"),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostile, fc.integer({ min: 1, max: 5000 }))
      .map(([text, length]) => (text || "x").repeat(length).slice(0, 5000)),
  },
);

const abstract = fc.oneof(
  { weight: 1, arbitrary: fc.constant("") },
  { weight: 5, arbitrary: hostile },
  {
    weight: 3,
    arbitrary: fc.array(hostile, { minLength: 5, maxLength: 25 }).map((parts) => parts.join(". ")),
  },
);

const authors = fc.oneof(
  { weight: 8, arbitrary: fc.array(hostile, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: hostile.map((name) => Array.from({ length: 664 }, (_, i) => `${name} ${i}`)),
  },
);

const url = fc.oneof(
  fc.constantFrom(
    "https://a.example/x?y=(z)&w=%5B1%5D#f",
    "http://[::1]:8080/a]b[c",
    "https://ü.example/ä ö",
    `https://a.example/${"long".repeat(200)}`,
    "https://user:word@evil.example/",
  ),
  hostile.map((tail) => `https://a.example/${tail}`),
  hostile,
);

/** A paper from a source that means harm, or was made by one that does not care. */
export const hostilePaper: fc.Arbitrary<Paper> = fc.record(
  {
    key: fc.oneof(
      fc.integer({ min: 0, max: 99999 }).map((n) => `arxiv:2401.${String(n).padStart(5, "0")}`),
      fc
        .bigInt({ min: 0n, max: 2n ** 64n - 1n })
        .map((hash) => `title:${hash.toString(16).padStart(16, "0")}`),
    ),
    title,
    abstract,
    authors,
    published: fc.constantFrom("2024", "2024-05", "2024-05-01", "never"),
    categories: fc.array(fc.oneof(fc.constantFrom("cs.LG", "math.AT"), hostile), { maxLength: 3 }),
    url,
    upvotes: fc.integer({ min: 0, max: 5000 }),
    code: fc.record({ url, stars: fc.integer({ min: 0, max: 99999 }) }),
    keywords: fc.array(hostile, { maxLength: 5 }),
  },
  { requiredKeys: ["key", "title", "abstract"] },
);
