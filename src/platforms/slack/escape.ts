import { clean, cleanLine, shorten } from "#chat";

/** The three signs that Slack's markup gives a meaning, as the entities it shows as themselves (docs.slack.dev, escaping text). */
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Signs of formatting, for which the markup has no escape, and signs that look like them. */
const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/** Foreign text for a `text` field: nothing in it can mention, command or link. Formatting signs stay as they are. */
export function escaped(text: string): string {
  return entities(clean(text));
}

/**
 * Foreign text on one line of markup that we write: it can neither format nor become an emoji either.
 * Its formatting signs become ones that look like them, since the markup can't escape those.
 */
export function literal(text: string): string {
  const plain = cleanLine(text)
    .replace(/[*_~`]/g, (sign) => LOOKALIKES[sign] ?? sign)
    .replace(/:(?=[^\s:]+:)/g, "∶");
  return entities(plain.replace(/^>/, "›"));
}

/**
 * A text that is at most `max` long once `by` has escaped it. It is cut before it is escaped, so that
 * no entity is cut in half.
 */
export function fitEscaped(text: string, max: number, by: (text: string) => string): string {
  for (let room = max; room > 0; ) {
    const fitting = by(shorten(text, room));
    const over = fitting.length - max;
    if (over <= 0) return fitting;
    // An entity is at most 5 units long, so this never cuts more than needed.
    room -= Math.ceil(over / 5);
  }
  return "";
}

/** What Slack counts for a text: its units once the three signs are entities. */
export function escapedLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (sign === "&") length += 4;
    else if (sign === "<" || sign === ">") length += 3;
  }
  return length;
}

function entities(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}
