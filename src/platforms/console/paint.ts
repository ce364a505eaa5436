import { styleText } from "node:util";
import type { Environment } from "./environment.ts";

/** What a terminal can show beyond plain letters, as its environment tells. */
export type Abilities = { readonly colour: boolean; readonly links: boolean };

/** How text is dressed. Every function takes harmless text and returns it with its escape sequences, or as it is. */
export type Paint = {
  /** Titles and headings. */
  readonly strong: (text: string) => string;
  /** What may be overlooked: notes, addresses, rules. */
  readonly quiet: (text: string) => string;
  /** What can be typed: numbers of buttons, the prompt. */
  readonly accent: (text: string) => string;
  /** A refusal or a failure. */
  readonly warn: (text: string) => string;
  readonly italic: (text: string) => string;
  /** A hyperlink (OSC 8), or undefined where the terminal has none and the address must be shown. */
  readonly link: ((text: string, url: string) => string) | undefined;
};

const plain = (text: string): string => text;

const styled =
  (style: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    text && styleText(style, text, { validateStream: false });

/** The paint for what a terminal can do; plain letters where it can do nothing. */
export function createPaint({ colour, links }: Abilities): Paint {
  return {
    strong: colour ? styled("bold") : plain,
    quiet: colour ? styled("dim") : plain,
    accent: colour ? styled("cyan") : plain,
    warn: colour ? styled("yellow") : plain,
    italic: colour ? styled("italic") : plain,
    link: links ? (text, url) => `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007` : undefined,
  };
}

/**
 * What the terminal behind a stream can do. Colour: only at a terminal that isn't dumb, never with
 * NO_COLOR (https://no-color.org), else also wherever FORCE_COLOR asks. Links: at a terminal, but
 * for those that print the sequence's text alone and so would hide the address.
 */
export function abilitiesOf(isTTY: boolean, env: Environment): Abilities {
  const able = isTTY && env.TERM !== "dumb";
  const forced = !["", "0", "false", undefined].includes(env.FORCE_COLOR);
  return {
    colour: !env.NO_COLOR && (able || forced),
    links: able && !["Apple_Terminal", "linux"].includes(env.TERM_PROGRAM ?? env.TERM ?? ""),
  };
}
