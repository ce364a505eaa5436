/**
 * A small model of how Discord's clients read a message, written from Discord's documented syntax
 * (Markdown Text 101; reference, “Message Formatting”) and from what its clients were seen to do:
 * a backslash before punctuation is taken away and hides it; within the label of a masked link it isn't;
 * a label with an emoji, a mention or an address makes no link. Where clients differ, it reads more than they do.
 */
export type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: Mark; readonly inner: readonly Token[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  | { readonly kind: Thing; readonly text: string };

type Mark =
  | "heading"
  | "subtext"
  | "quote"
  | "list"
  | "bold"
  | "italic"
  | "underline"
  | "strike"
  | "spoiler";

type Thing =
  | "user"
  | "role"
  | "channel"
  | "everyone"
  | "time"
  | "command"
  | "custom emoji"
  | "emoji"
  | "place"
  | "address"
  | "invite"
  | "broken link";

/** Everything a text formats, pings or links, and the words that are left. */
export function read(text: string): readonly Token[] {
  return readFrom(text, true);
}

/** What a reader sees of it. */
export function seen(tokens: readonly Token[]): string {
  return tokens.map((token) => ("inner" in token ? seen(token.inner) : token.text)).join("");
}

/** All kinds of tokens in it, nested ones too, plain text left out. */
export function kinds(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    if (token.kind === "text") return [];
    return "inner" in token ? [token.kind, ...kinds(token.inner)] : [token.kind];
  });
}

/** All tokens of one kind, nested ones too. */
export function tokensOf<K extends Token["kind"]>(
  tokens: readonly Token[],
  kind: K,
): readonly Extract<Token, { kind: K }>[] {
  return tokens.flatMap((token) => [
    ...(token.kind === kind ? [token as Extract<Token, { kind: K }>] : []),
    ...("inner" in token ? tokensOf(token.inner, kind) : []),
  ]);
}

type Found = { readonly token: Token; readonly length: number };
type Rule = (rest: string) => Found | undefined;

/** Characters that begin nothing within a line. */
const DULL = /^[^\\*_~|`<@[:\nhsdmtw]+/i;

function readFrom(text: string, lineStart: boolean): readonly Token[] {
  const tokens: Token[] = [];
  const say = (words: string) => {
    const last = tokens.at(-1);
    if (last?.kind === "text")
      tokens[tokens.length - 1] = { kind: "text", text: last.text + words };
    else tokens.push({ kind: "text", text: words });
  };
  let at = 0;
  let start = lineStart;
  let indented = false;
  while (at < text.length) {
    const rest = text.slice(at);
    const dull = start ? undefined : DULL.exec(rest);
    if (dull) {
      say(dull[0]);
      at += dull[0].length;
      continue;
    }
    const hidden = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    const found = hidden ? undefined : first(rest, start, indented);
    if (hidden) say(hidden[1] ?? "");
    else if (found) tokens.push(found.token);
    else say(text[at] ?? "");
    const length = hidden?.[0].length ?? found?.length ?? 1;
    const taken = text.slice(at, at + length);
    const line = taken.slice(taken.lastIndexOf("\n") + 1);
    if (taken.includes("\n")) [start, indented] = [true, false];
    if (/[^ ]/.test(line)) start = false;
    else if (start && line !== "") indented = true;
    at += length;
  }
  return tokens;
}

function first(rest: string, lineStart: boolean, indented: boolean): Found | undefined {
  const rules = [...(lineStart ? [...(indented ? [] : FLUSH), ...LINE] : []), ...INLINE];
  for (const rule of rules) {
    const found = rule(rest);
    if (found) return found;
  }
  return undefined;
}

const mark =
  (kind: Mark, pattern: RegExp, lineStart = false): Rule =>
  (rest) => {
    const [whole, inner] = pattern.exec(rest) ?? [];
    if (whole === undefined || inner === undefined) return undefined;
    return { token: { kind, inner: readFrom(inner, lineStart) }, length: whole.length };
  };

const thing =
  (kind: Thing, pattern: RegExp): Rule =>
  (rest) => {
    const [whole] = pattern.exec(rest) ?? [];
    return whole === undefined ? undefined : { token: { kind, text: whole }, length: whole.length };
  };

/** Only at the very beginning of a line. */
const FLUSH: readonly Rule[] = [
  (rest) => {
    const [whole, , inner = ""] = /^(#{1,3})\s+(?!#)([^\n]+)\n?/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const title = inner.trimEnd().replace(/#+$/, "").trimEnd();
    return { token: { kind: "heading", inner: readFrom(title, true) }, length: whole.length };
  },
  mark("subtext", /^-# +(?!-#)([^\n]+)\n?/, true),
];

/** At the beginning of a line, blanks before it or not. */
const LINE: readonly Rule[] = [
  mark("quote", /^>>> ([\s\S]*)/, true),
  mark("quote", /^> ([^\n]*)\n?/, true),
  mark("list", /^(?:[*+-]|\d+[.)])[ \t]+([^\n]*)\n?/, true),
];

const INLINE: readonly Rule[] = [
  (rest) => {
    const [whole, text] = /^```(?:[\w+\-.#]*\n)?([\s\S]*?\S[\s\S]*?)```/.exec(rest) ?? [];
    if (whole === undefined || text === undefined) return undefined;
    return { token: { kind: "code", text: text.replace(/^\n+|\n+$/g, "") }, length: whole.length };
  },
  (rest) => {
    const [whole, , text] = /^(`+)([\s\S]+?)(?<!`)\1(?!`)/.exec(rest) ?? [];
    if (whole === undefined || text === undefined) return undefined;
    const inner = text.replace(/^ +(?=`)/, "").replace(/(?<=`) +$/, "");
    return { token: { kind: "code", text: inner }, length: whole.length };
  },
  mark("bold", /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/),
  mark("underline", /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/),
  mark("italic", /^_((?:\\[\s\S]|__|[^_\\])+?)_(?!\w)/),
  mark("italic", /^\*(?!\s)((?:\\[\s\S]|\*\*|[^*\\])+?)(?<!\s)\*(?!\*)/),
  mark("strike", /^~~([\s\S]+?)~~(?!_)/),
  mark("spoiler", /^\|\|([\s\S]+?)\|\|/),
  thing("user", /^<@!?\d+>/),
  thing("role", /^<@&\d+>/),
  thing("channel", /^<#\d+>/),
  thing("everyone", /^@(?:everyone|here)/i),
  thing("time", /^<t:-?\d{1,17}(?::[a-zA-Z])?>/),
  thing("command", /^<\/[^:>\n]+:\d+>/),
  thing("custom emoji", /^<a?:\w+:\d+>/),
  thing("place", /^<id:[^>\s]+>/),
  thing("address", /^<(?:[^\s>@]+@[^\s>]+|\+[^\s>]+)>/),
  (rest) => {
    const [whole, url] = /^<([a-z][\w+.-]*:[^\s>]*)>/i.exec(rest) ?? [];
    if (whole === undefined || url === undefined) return undefined;
    return { token: { kind: "link", text: url, url }, length: whole.length };
  },
  masked,
  thing("address", /^(?:https?|steam|discord|mailto|tel|sms):\/{0,2}[^\s<]+[^<.,:;"'\]\s]/i),
  thing("address", /^www\.\w[^\s<]*/i),
  thing("emoji", /^:[\w+~-]+:/),
  thing("invite", /^(?:discord(?:app)?\.(?:gg|com|gift|new|media)|dis\.gd)\/\S/i),
];

/** Labels run as far as they can, as they do in the clients: a later `](` takes over an earlier one. */
function masked(rest: string): Found | undefined {
  const label = String.raw`(?:\[[^\]]*\]|[^[\]])*[^[]*`;
  const target = String.raw`\(\s*<?((?:\([^)]*\)|[^\s\\]|\\[^\n])*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)`;
  const [whole, words, raw] = new RegExp(`^\\[(${label})\\]${target}`).exec(rest) ?? [];
  if (whole === undefined || words === undefined || raw === undefined) return undefined;
  const url = raw.replace(/\\([^0-9A-Za-z\s])/g, "$1");
  if (!/^(?:https?|discord):/.test(url) || !URL.canParse(url)) return undefined;
  const length = whole.length;
  const bare = words.replaceAll("\\", "");
  const admitted =
    bare.trim() !== "" &&
    !/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(bare) &&
    words === bare &&
    readFrom(bare, false).every(({ kind }) => kind === "text");
  return admitted
    ? { token: { kind: "link", text: bare, url }, length }
    : { token: { kind: "broken link", text: whole }, length };
}
