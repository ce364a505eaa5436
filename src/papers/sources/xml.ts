/** An element of a feed; names come without their prefix (`dc:creator` → `creator`). */
export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text and CDATA, and that of what it holds, with entities decoded. */
  readonly text: string;
};

/** What is wrong with a text that should be XML, in a few words. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

/**
 * The elements of these names, each with all that it holds, one after the other as they are asked
 * for. As much of XML 1.0 as feeds are made of: no document type, so no entities but the five of XML
 * and numbers; nothing is ever loaded or expanded.
 * @throws XmlError where the text breaks its own form, also when it ends too early
 */
export function* elements(text: string, names: readonly string[]): Generator<Element> {
  const open: Draft[] = [];
  // Outside of a wanted element nothing is kept but the names that must be closed again.
  let wanted: Draft | undefined;
  let seen = false;
  for (const token of tokens(text)) {
    const top = open.at(-1);
    if (token.kind === "text") {
      if (wanted) for (const draft of open.slice(open.indexOf(wanted))) draft.text += token.text;
      else if (!top && token.text.trim() !== "") throw new XmlError("text outside of any element");
    } else if (token.kind === "end") {
      if (!top || top.tag !== token.tag) throw new XmlError(`</${token.tag}> ends nothing`);
      open.pop();
      if (top !== wanted) continue;
      wanted = undefined;
      yield top;
    } else {
      if (seen && !top) throw new XmlError("a second document");
      seen = true;
      const draft = draftOf(token.tag, token.attributes);
      if (wanted) top?.children.push(draft);
      if (token.empty) {
        if (!wanted && names.includes(draft.name)) yield draft;
        continue;
      }
      open.push(draft);
      if (open.length > DEEPEST) throw new XmlError("elements too deep in one another");
      if (!wanted && names.includes(draft.name)) wanted = draft;
    }
  }
  if (open.length > 0 || !seen) throw new XmlError("it breaks off");
}

/** The text of an element's first child of that name, undefined when there is none. */
export function childText(element: Element, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

/** Feeds need five levels. */
const DEEPEST = 50;

type Draft = {
  readonly tag: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Draft[];
  text: string;
};

type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "end"; readonly tag: string }
  | {
      readonly kind: "start";
      readonly tag: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly empty: boolean;
    };

function draftOf(tag: string, attributes: ReadonlyMap<string, string>): Draft {
  return { tag, name: localName(tag), attributes, children: [], text: "" };
}

/** What is passed over, by how it begins and how it ends. */
const PASSED = [
  ["<!--", "-->"],
  ["<?", "?>"],
] as const;
const CDATA = ["<![CDATA[", "]]>"] as const;

function* tokens(text: string): Generator<Token> {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const next = text.indexOf("<", at);
    const end = next < 0 ? text.length : next;
    if (end > at) yield { kind: "text", text: decode(text.slice(at, end)) };
    if (next < 0) return;
    at = next;
    const passed = PASSED.find(([begin]) => text.startsWith(begin, at));
    if (passed) at = closing(text, at, passed[1]);
    else if (text.startsWith(CDATA[0], at)) {
      const after = closing(text, at, CDATA[1]);
      yield { kind: "text", text: text.slice(at + CDATA[0].length, after - CDATA[1].length) };
      at = after;
    } else {
      const [token, after] = tagAt(text, at);
      yield token;
      at = after;
    }
  }
}

function closing(text: string, from: number, end: string): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw new XmlError("it breaks off");
  return at + end.length;
}

const END = /<\/([^\s<>/]+)\s*>/y;
const START = /<([A-Za-z_][^\s<>/="']*)/y;
const ATTRIBUTE = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const CLOSE = /\s*(\/?)>/y;

function tagAt(text: string, at: number): readonly [Token, number] {
  const end = matchAt(END, text, at);
  if (end) return [{ kind: "end", tag: end[1] ?? "" }, END.lastIndex];
  const start = matchAt(START, text, at);
  if (!start) throw new XmlError(`no element at ${JSON.stringify(text.slice(at, at + 20))}`);
  const attributes = new Map<string, string>();
  let after = START.lastIndex;
  for (;;) {
    const found = matchAt(ATTRIBUTE, text, after);
    if (!found) break;
    attributes.set(localName(found[1] ?? ""), decode(found[2] ?? found[3] ?? ""));
    after = ATTRIBUTE.lastIndex;
  }
  const close = matchAt(CLOSE, text, after);
  if (!close) throw new XmlError("an element that breaks off");
  return [
    { kind: "start", tag: start[1] ?? "", attributes, empty: close[1] === "/" },
    CLOSE.lastIndex,
  ];
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(":") + 1);
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" },
};

/** Entities that XML does not know stay as they are written. */
function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex, number, name) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
