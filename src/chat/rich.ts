/** A piece of text with a meaning. Only what stands here can format: a plain string stays literal on every platform. */
export type Span =
  | string
  | { readonly kind: "bold" | "italic" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** A moment (epoch milliseconds) that each reader sees in their own zone; `otherwise` is for platforms that can't. */
  | { readonly kind: "time"; readonly at: number; readonly otherwise: string }
  /** A channel by its platform id, shown by its name where the platform can. */
  | { readonly kind: "channel"; readonly id: string };

/** Text that is safe by construction: foreign strings are literal, formatting is explicit. */
export type Rich = string | readonly Span[];

/** Template tag for rich text: what is interpolated stays literal, and nested rich text keeps its spans. */
export function rich(strings: TemplateStringsArray, ...values: (Rich | Span | number)[]): Rich {
  return joined(strings.flatMap((text, i) => [text, ...spansOf(values[i])]));
}

/** Bold text. */
export const bold = (text: string): Span => ({ kind: "bold", text });

/** Italic text. */
export const italic = (text: string): Span => ({ kind: "italic", text });

/** Literal, monospaced text within a line. */
export const code = (text: string): Span => ({ kind: "code", text });

/** A link; anything but an http(s) address becomes its text alone, so that a foreign URL can't run or ping. */
export function link(text: string, url: string | undefined): Span {
  const safe = url && /^https?:\/\/[^\s\p{C}<>|]+$/iu.test(url) && URL.canParse(url);
  return safe ? { kind: "link", text, url } : text;
}

/** A moment in epoch milliseconds, with the words for platforms that can't show a reader's own zone. */
export const time = (at: number, otherwise: string): Span => ({ kind: "time", at, otherwise });

/** A channel by its platform id. */
export const channel = (id: string): Span => ({ kind: "channel", id });

/** Rich texts in a row with a separator between them; empty ones are left out. */
export function join(parts: readonly Rich[], separator: string): Rich {
  const full = parts.filter((part) => text(part) !== "");
  return joined(full.flatMap((part, i) => [i ? separator : "", ...spansOf(part)]));
}

/** The words alone, without formatting: for summaries, logs and measuring. */
export function text(of: Rich): string {
  return spansOf(of)
    .map((span) => {
      if (typeof span === "string") return span;
      if (span.kind === "time") return span.otherwise;
      return span.kind === "channel" ? `#${span.id}` : span.text;
    })
    .join("");
}

/** The spans of any rich text, a lone string included. */
export function spansOf(of: Rich | Span | number | undefined): readonly Span[] {
  if (of === undefined || of === "") return [];
  if (typeof of === "number") return [String(of)];
  return Array.isArray(of) ? of : [of as Span];
}

/** Neighbouring literal strings become one, and a lone string stays a string: equal texts have one shape. */
function joined(spans: readonly Span[]): Rich {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (span === "") continue;
    if (typeof span === "string" && typeof last === "string") out[out.length - 1] = last + span;
    else out.push(span);
  }
  const [only] = out;
  if (only === undefined) return "";
  return out.length === 1 && typeof only === "string" ? only : out;
}
