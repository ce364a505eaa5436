import { element, linkTo } from "../element.ts";

/** Slack's markup as elements: links, bold, italic, struck and literal words; the three entities are characters again. */
export function drawMrkdwn(text: string): readonly (Node | string)[] {
  const drawn: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKUP)) {
    drawn.push(unescaped(text.slice(at, match.index)), drawMatch(match));
    at = match.index + match[0].length;
  }
  return [...drawn, unescaped(text.slice(at))].filter((one) => one !== "");
}

/** A link with or without a label, then what stands between marks that have no letter beside them. */
const MARKUP =
  /<(https?:[^|>]+)(?:\|([^>]*))?>|(?<![\p{L}\p{N}])([*_~`])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])/gu;

const MARKS = { "*": "strong", _: "em", "~": "s", "`": "code" } as const;

function drawMatch([, url, label, mark, inside = ""]: RegExpExecArray): Node | string {
  if (url !== undefined) return linkTo(unescaped(url), {}, unescaped(label ?? url));
  const tag = MARKS[mark as keyof typeof MARKS];
  return element(tag, {}, ...(tag === "code" ? [unescaped(inside)] : drawMrkdwn(inside)));
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
