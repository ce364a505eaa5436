/** A piece of a line as Discord's clients read it. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: Mark; readonly pieces: readonly Piece[] }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  | { readonly kind: "time"; readonly at: number; readonly style: string }
  | { readonly kind: "channel" | "role" | "user"; readonly id: string };

type Mark = "bold" | "italic" | "underline" | "strike" | "spoiler";

/** A line, or several in a fence, with what its beginning says of it. */
export type Paragraph =
  | {
      readonly kind: "text" | "heading" | "subtext" | "quote" | "item";
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: "fence"; readonly text: string };

/** Reads a text of Discord's markdown (docs.discord.com, “Message Formatting”, and its help page “Markdown Text 101”). */
export function readMarkdown(text: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let at = 0;
  for (const fence of text.matchAll(/```(?:[\w+-]*\n)?([\s\S]*?)\n?```/g)) {
    paragraphs.push(...linesOf(text.slice(at, fence.index).replace(/\n$/, "")));
    paragraphs.push({ kind: "fence", text: fence[1] ?? "" });
    at = fence.index + fence[0].length;
    if (text[at] === "\n") at += 1;
  }
  return [...paragraphs, ...linesOf(text.slice(at))];
}

const STARTS = [
  [/^#{1,3} +/, "heading"],
  [/^-# +/, "subtext"],
  [/^> ?/, "quote"],
  [/^\s*[-*] +/, "item"],
] as const;

function linesOf(text: string): readonly Paragraph[] {
  if (text === "") return [];
  return text.split("\n").map((line) => {
    for (const [start, kind] of STARTS)
      if (start.test(line)) return { kind, pieces: piecesOf(line.replace(start, "")) };
    return { kind: "text", pieces: piecesOf(line) };
  });
}

/** What something inside of marks may hold: escaped characters, or any others. */
const INSIDE = String.raw`((?:\\[\s\S]|[^\\])+?)`;

const RULES: readonly (readonly [RegExp, (match: RegExpExecArray) => Piece])[] = [
  [/\\([^\p{L}\p{N}\s])/uy, ([, text = ""]) => ({ kind: "text", text })],
  [
    /(`+)([^`](?:[\s\S]*?[^`])?)\1(?!`)/y,
    ([, , text = ""]) => ({ kind: "code", text: text.trim() }),
  ],
  [
    /<t:(-?\d+)(?::([tTdDfFR]))?>/y,
    ([, at, style = "f"]) => ({ kind: "time", at: Number(at) * 1000, style }),
  ],
  [/<#(\d+)>/y, ([, id = ""]) => ({ kind: "channel", id })],
  [/<@&(\d+)>/y, ([, id = ""]) => ({ kind: "role", id })],
  [/<@!?(\d+)>/y, ([, id = ""]) => ({ kind: "user", id })],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url = ""]) => ({ kind: "link", label: url, url })],
  [
    /\[((?:\\[\s\S]|[^\]\\])+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/y,
    ([, label = "", url = ""]) => ({ kind: "link", label, url }),
  ],
  ...marks([
    ["\\*\\*", "bold"],
    ["__", "underline"],
    ["~~", "strike"],
    ["\\|\\|", "spoiler"],
    ["\\*", "italic"],
    ["_", "italic"],
  ]),
];

function marks(of: readonly (readonly [string, Mark])[]) {
  return of.map(([mark, kind]): (typeof RULES)[number] => {
    // An underscore within a word, as in snake_case, is no mark.
    const end = mark === "_" ? String.raw`_(?![\p{L}\p{N}])` : `${mark}(?!${mark})`;
    return [
      new RegExp(`${mark}(?=\\S)${INSIDE}${end}`, "uy"),
      ([, inner = ""]) => ({ kind, pieces: piecesOf(inner) }),
    ];
  });
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  let at = 0;
  const close = () => {
    if (plain) pieces.push({ kind: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    const found = ruleAt(text, at);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    const { piece, end } = found;
    at = end;
    if (piece.kind === "text") plain += piece.text;
    else {
      close();
      pieces.push(piece);
    }
  }
  close();
  return pieces;
}

function ruleAt(text: string, at: number): { piece: Piece; end: number } | undefined {
  if (!/[\\`<[*_~|]/.test(text[at] ?? "")) return undefined;
  for (const [rule, make] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match) return { piece: make(match), end: at + match[0].length };
  }
  return undefined;
}
