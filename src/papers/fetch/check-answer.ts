import { SourceError } from "./source-error.ts";

/** What an address is expected to answer with. */
export type Kind = "json" | "xml";

/** What came, as far as it matters here; no text when there was more of it than is read. */
type Came = {
  readonly status: number;
  readonly type: string | null;
  readonly text: string | undefined;
};

/**
 * The text of an answer that is what it should be.
 * @throws SourceError telling what it is instead: networks answer for sites that they cut off, and
 * broken sites answer 200
 */
export function checkAnswer(name: string, kind: Kind, { status, type, text }: Came): string {
  const looks = text !== undefined && looksLike(kind, type, text);
  if (status === 401 || status === 403)
    throw new SourceError("barred", `${name} refused to answer (${status}).`);
  if (status >= 500 || status === 408 || status === 425)
    throw new SourceError("down", `${name} has trouble of its own (${status}).`);
  if (text === undefined)
    throw new SourceError("lying", `${name} sent more than is ever read at once.`);
  if (!looks)
    throw new SourceError(
      "lying",
      `${name} sent ${inWords(type, text)} instead of ${WORDS[kind]}.`,
    );
  if (status < 200 || status > 299)
    throw new SourceError("refused", `${name} has no such thing (${status}).`);
  return text;
}

const WORDS = { json: "JSON", xml: "a feed" } as const;

function looksLike(kind: Kind, type: string | null, text: string): boolean {
  // Proxies lose the type; a wrong one is a sign of somebody else's page.
  if (type !== null && !new RegExp(`\\b${kind}\\b`, "i").test(type)) return false;
  if (kind === "json") return /^\s*[[{]/.test(text);
  return (
    /^\s*<(?!!doctype html|html)/i.test(text) &&
    /<\/\s*[\w:.-]+\s*>\s*$/.test(text.trimEnd().slice(-200))
  );
}

function inWords(type: string | null, text: string): string {
  if (text.trim() === "") return "nothing";
  if (/^\s*<(?:!doctype html|html)/i.test(text) || /html/i.test(type ?? "")) return "a web page";
  return type === null || /json|xml/i.test(type)
    ? "something broken off"
    : `something else (${type})`;
}
