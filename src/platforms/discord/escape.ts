/** A blank that can't be seen. Foreign text never holds one (`clean`), so every one on the wire is ours. */
export const UNSEEN = "\u200b";

/**
 * Characters that mean something to Discord's markdown wherever they stand. `<` opens mentions,
 * timestamps, commands, custom emoji and every kind of `<link>`. A `:` before anything but a blank makes
 * URLs of any scheme and `:emoji:` (which clients do convert in what bots send). The dots are those of
 * addresses that clients unfurl without a scheme. A `(` after a `]` could end a masked link begun before it.
 */
const ANYWHERE = String.raw`[\\*_~|\x60<>@#[\]]|:(?!\s)|(?<=\])\(|(?<=discord(?:app)?|www|dis)\.(?=\w)`;

/** What makes a list at the start of a line. */
const AT_START = String.raw`(?<=^[^\S\n]*)[-+]|(?<=^[^\S\n]*\d+)[.)]`;

const MARKUP = new RegExp(`${ANYWHERE}|${AT_START}`, "gimu");
const INLINE_MARKUP = new RegExp(ANYWHERE, "iu");

/** Any emoji, and what makes one of a digit. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3|\ufe0f/u;

/**
 * Cleaned text (see `clean`) that reads on Discord as it stands: it neither formats, pings nor links.
 *
 * A backslash before any punctuation is taken away by every client and leaves the character literal,
 * URLs included: `https\://` is no address to the reader's client, `\<\@1>` no mention to Discord's
 * server. `@everyone` and `@here` get an unseen blank as well, because the server looks for them
 * before it looks for backslashes and would ring wherever `allowed_mentions` were forgotten.
 */
export function escaped(text: string): string {
  return text.replace(MARKUP, "\\$&").replace(/@(?=everyone|here)/gi, `@${UNSEEN}`);
}

/**
 * Whether cleaned text can stand as the label of a masked link: within labels Discord shows
 * backslashes, and it draws no link at all when the label holds an emoji, a mention or an address
 * (discord-api-docs, issues 6185 and 7673).
 */
export function isPlain(text: string): boolean {
  return !INLINE_MARKUP.test(text) && !EMOJI.test(text);
}
