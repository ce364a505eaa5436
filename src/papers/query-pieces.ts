import { isSince } from "./since.ts";
import { words } from "./words.ts";

/** A piece of a typed query: what it asks for, its value without quotes and operator, and as it was typed. */
export type Piece = {
  readonly kind: "words" | "phrase" | "without" | "author" | "category" | "since";
  readonly value: string;
  readonly typed: string;
};

/**
 * The pieces of a query in order; their `typed` texts joined are the text again. A minus or a `name:`
 * counts at the beginning of a word alone ("self-attention" and "arXiv:2401.00001" are words), quotes
 * only around whole words (5" is a size), and what does not read as an operator is words, so that no
 * text is wrong.
 */
export function queryPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(OPERATOR)) {
    const piece = operator(match[0], match.groups ?? {});
    if (piece === undefined) continue;
    if (match.index > from) pieces.push(plainWords(text.slice(from, match.index)));
    pieces.push(piece);
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(plainWords(text.slice(from)));
  return pieces;
}

const QUOTED = /["“”„«](?<inside>[^"“”„«»]*)["“”»](?![\p{L}\p{N}])/u.source;

/**
 * A quoted text with or without a minus or a name before it, a name with a bare value, or a minus with
 * a bare word that has a letter. The minus is also the dash that a telephone makes of it.
 */
const OPERATOR = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:(?<![^\s(])(?:(?<minus>[-−–—])|(?<name>author|category|since):))?${QUOTED}`,
    String.raw`(?<![^\s(])(?<named>author|category|since):(?<value>[^\s"“”„«»]+)`,
    String.raw`(?<![^\s(])[-−–—](?<word>(?=[\p{N}]*\p{L})[^\s"“”„«»]+)`,
  ].join("|"),
  "giu",
);

function operator(
  typed: string,
  { minus, name, inside, named, value, word }: Readonly<Record<string, string | undefined>>,
): Piece | undefined {
  const meant = inside ?? value ?? word ?? "";
  if (words(meant).length === 0) return undefined;
  const kind = kindOf((name ?? named)?.toLowerCase(), minus !== undefined || word !== undefined);
  return kind === "since" && !isSince(meant) ? undefined : { kind, value: meant.trim(), typed };
}

function kindOf(name: string | undefined, minus: boolean): Piece["kind"] {
  if (name === "author" || name === "category" || name === "since") return name;
  return minus ? "without" : "phrase";
}

function plainWords(typed: string): Piece {
  return { kind: "words", value: typed, typed };
}
