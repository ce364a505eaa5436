import { readPunctuation, type Step } from "./latex-punctuation.ts";
import { ACCENTS, DOUBLE_STRUCK, LOWERED, RAISED, STYLES, SYMBOLS } from "./latex-symbols.ts";

/**
 * A text with its LaTeX turned into Unicode for display: `$\alpha$-divergence` → `α-divergence`,
 * `H_2O` → `H₂O`, `{\"o}` → `ö`. Total: it never throws, leaves what it does not know as it was
 * (money included), and takes time in proportion to the length of the text.
 */
export function plain(text: string): string {
  if (!/[\\$^_~`]|--|''/.test(text)) return text;
  return convert({ text, closing: braces(text) }, 0, text.length, false, 0);
}

type Source = { readonly text: string; readonly closing: ReadonlyMap<number, number> };

/** How deep groups are followed; what lies deeper is shown as it is written. */
const DEEPEST = 24;
/** How far the second dollar of a formula may be from the first, in characters. */
const LONGEST_FORMULA = 240;

/** The matching brace of every opening one, found once so that nothing is searched twice. */
function braces(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "{") open.push(at);
    else if (text[at] === "}") {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}

/** Every sign that may begin something. */
const SPECIAL = /[\\${^_~`'-]/;

function convert(source: Source, from: number, to: number, math: boolean, depth: number): string {
  if (depth > DEEPEST) return source.text.slice(from, to);
  const special = new RegExp(SPECIAL, "g");
  let shown = "";
  let at = from;
  while (at < to) {
    special.lastIndex = at;
    const next = Math.min(special.exec(source.text)?.index ?? to, to);
    shown += source.text.slice(at, next);
    if (next === to) break;
    const step = read(source, next, to, math, depth);
    shown += step.shown;
    at = step.next;
  }
  return shown;
}

function read(source: Source, at: number, to: number, math: boolean, depth: number): Step {
  const sign = source.text[at] ?? "";
  switch (sign) {
    case "\\":
      return readCommand(source, at, to, math, depth);
    case "$":
      return math ? literal(sign, at) : readFormula(source, at, to, depth);
    case "{":
      return readGroup(source, at, to, math, depth);
    case "^":
    case "_":
      return readScript(source, at, to, math, depth);
    case "-":
      return math ? literal(sign, at) : readPunctuation(source.text, at);
    default:
      return readPunctuation(source.text, at);
  }
}

function literal(shown: string, at: number): Step {
  return { shown, next: at + 1 };
}

/** The end of a group that opens at `at` and closes before `to`, if one does. */
function groupEnd(source: Source, at: number, to: number): number | undefined {
  const end = source.closing.get(at);
  return end !== undefined && end < to ? end : undefined;
}

function readGroup(source: Source, at: number, to: number, math: boolean, depth: number): Step {
  const end = groupEnd(source, at, to);
  // Outside formulas only `{\"o}` and `{\em …}` are LaTeX; `{0, 1}` is somebody's text.
  if (end === undefined || !(math || source.text[at + 1] === "\\")) return literal("{", at);
  const shown = convert(source, at + 1, end, math, depth + 1);
  return { shown: math ? shown : shown.trimStart(), next: end + 1 };
}

/** A formula by pandoc's rule: no space inside either dollar, and no digit after the second unless LaTeX lies between, so money stays. */
function readFormula(source: Source, at: number, to: number, depth: number): Step {
  const { text } = source;
  const start = text[at + 1] === "$" ? at + 2 : at + 1;
  if (/[\s$]/.test(text[start] ?? " ")) return literal("$", at);
  const limit = Math.min(to, start + LONGEST_FORMULA);
  for (let end = start + 1; end < limit; end += 1) {
    if (text[end] !== "$" || text[end - 1] === "\\") continue;
    const isMoney = /\d/.test(text[end + 1] ?? "") && !/[\\^_{]/.test(text.slice(start, end));
    if (isMoney || /\s/.test(text[end - 1] ?? "")) continue;
    const next = start === at + 2 && text[end + 1] === "$" ? end + 2 : end + 1;
    return { shown: convert(source, start, end, true, depth + 1), next };
  }
  return literal("$", at);
}

function readCommand(source: Source, at: number, to: number, math: boolean, depth: number): Step {
  const { text } = source;
  const name = commandAt(text, at + 1);
  const next = at + 1 + name.length;
  if (name === "" || next > to) return literal("\\", at);
  const accented = ACCENTS.has(name) ? readAccent(text, name, next) : undefined;
  if (accented) return accented;
  if (name === "\\") return { shown: " ", next };
  if (/^[%&$#_{}]$/.test(name)) return { shown: name, next };
  if (/^[,;:! ]$/.test(name)) return { shown: name === "!" ? "" : " ", next };
  if (/^[()[\]]$/.test(name)) return readDelimiter(source, at, name, to, depth);
  if (name === "quad" || name === "qquad") return { shown: " ", next };
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined)
    return { shown: symbol, next: text.startsWith("{}", next) ? next + 2 : next };
  return readStyled(source, name, next, to, math, depth) ?? { shown: text.slice(at, next), next };
}

/** The name of the command whose backslash lies just before `at`: letters, or one other sign. */
function commandAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && /[A-Za-z]/.test(text[end] ?? "")) end += 1;
  if (end > at) return text.slice(at, end);
  const sign = text.codePointAt(at);
  return sign === undefined ? "" : String.fromCodePoint(sign);
}

/** `\(` and `\[` open a formula when it is closed soon enough. */
function readDelimiter(source: Source, at: number, name: string, to: number, depth: number): Step {
  const { text } = source;
  const close = name === "(" ? "\\)" : name === "[" ? "\\]" : undefined;
  const end = close ? text.slice(at, Math.min(to, at + LONGEST_FORMULA)).indexOf(close, 2) : -1;
  if (end < 0) return { shown: `\\${name}`, next: at + 2 };
  return { shown: convert(source, at + 2, at + end, true, depth + 1).trim(), next: at + end + 2 };
}

/** `\'e`, `\'{e}`, `\c c`, `\"{\i}`: the letter with its mark, as one character where Unicode has it. */
function readAccent(text: string, name: string, next: number): Step | undefined {
  const match = /^\s?(?:\{\\?(\p{L})\}|\\?(\p{L}))/u.exec(text.slice(next, next + 6));
  const spaced = /[a-z]/i.test(name) && /\p{L}/u.test(text[next] ?? "");
  const letter = match?.[1] ?? match?.[2];
  if (!match || letter === undefined || spaced) return undefined;
  return {
    shown: `${letter}${ACCENTS.get(name) ?? ""}`.normalize("NFC"),
    next: next + match[0].length,
  };
}

function readStyled(
  source: Source,
  name: string,
  next: number,
  to: number,
  math: boolean,
  depth: number,
): Step | undefined {
  const end = groupEnd(source, next, to);
  const inside = (from: number, till: number) => convert(source, from, till, math, depth + 1);
  if (STYLES.has(name)) {
    return end === undefined
      ? { shown: "", next }
      : { shown: inside(next + 1, end), next: end + 1 };
  }
  if (end === undefined) return undefined;
  if (name === "mathbb" || name === "mathds") {
    const signs = [...inside(next + 1, end)].map((sign) => DOUBLE_STRUCK.get(sign) ?? sign);
    return { shown: signs.join(""), next: end + 1 };
  }
  if (name === "sqrt") return { shown: `√${grouped(inside(next + 1, end))}`, next: end + 1 };
  const second = groupEnd(source, end + 1, to);
  if (!/^[dt]?frac$/.test(name) || second === undefined) return undefined;
  const parts = [inside(next + 1, end), inside(end + 2, second)].map(grouped);
  return { shown: parts.join("/"), next: second + 1 };
}

/** What must be read as one thing, in parentheses when it is more than one word. */
function grouped(shown: string): string {
  return /^[\p{L}\p{N}\p{M}.]*$/u.test(shown) ? shown : `(${shown})`;
}

function readScript(source: Source, at: number, to: number, math: boolean, depth: number): Step {
  const { text } = source;
  const sign = text[at] ?? "";
  const argument = scriptArgument(source, at + 1, to, math, depth);
  if (!argument || !(math || looksLikeScript(text, at, argument.next))) return literal(sign, at);
  const table = sign === "^" ? RAISED : LOWERED;
  const signs = [...argument.shown].map((one) => table.get(one));
  if (signs.every((one) => one !== undefined))
    return { shown: signs.join(""), next: argument.next };
  if (argument.shown === "°") return argument;
  return { shown: `${sign}${grouped(argument.shown)}`, next: argument.next };
}

/** What is raised or lowered: a group, a command, a number, or one sign; "prime" for when the backslash got lost. */
function scriptArgument(
  source: Source,
  at: number,
  to: number,
  math: boolean,
  depth: number,
): Step | undefined {
  const { text } = source;
  const end = groupEnd(source, at, to);
  if (end !== undefined)
    return { shown: convert(source, at + 1, end, true, depth + 1), next: end + 1 };
  if (text[at] === "\\") return readCommand(source, at, to, true, depth + 1);
  if (text.startsWith("prime", at)) return { shown: "′", next: at + 5 };
  const run = (math ? /^[\p{L}\p{N}*+-]/u : /^(?:\d+|\p{L})/u).exec(text.slice(at, at + 12))?.[0];
  return run === undefined || at + run.length > to
    ? undefined
    : { shown: run, next: at + run.length };
}

/** Outside formulas: `x^2`, `10^{-3}`, `H_2O`, `CO_2`, but not `snake_case`, `resnet_50` or `^_^`. */
function looksLikeScript(text: string, at: number, next: number): boolean {
  const before = /[\p{L}\p{N})]+$/u.exec(text.slice(Math.max(0, at - 4), at))?.[0] ?? "";
  if (before === "") return false;
  const after = text[next] ?? "";
  if (text[at] === "^")
    return (
      !/^\p{L}$/u.test(text[at + 1] ?? "") ||
      text.startsWith("prime", at + 1) ||
      !/\p{L}/u.test(after)
    );
  return before.length <= 2 && /[\d{]/.test(text[at + 1] ?? "");
}
