import type { Writable } from "node:stream";
import { type CommandCard, type Next, type Reply, writeWords } from "#chat";
import { cleanLine } from "./clean.ts";
import type { Environment } from "./environment.ts";
import { abilitiesOf, createPaint, type Paint } from "./paint.ts";
import type { Look } from "./render.ts";

/** Widest text, in columns: longer lines are hard to read, however wide the window is. */
const WIDEST = 96;

/** Columns of a window that doesn't say: a pipe, a file, a test. */
const USUAL = 80;

/** A stream that text goes to, and what it tells of its window, if it has one. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where answers and complaints go. */
export type Outlet = {
  readonly paint: Paint;
  /** The columns to draw for, as the window is now. */
  width(): number;
  /** The text of a reply, drawn or, for machines, as one line of JSON. `press` as in `Look`; `title` is that of a post. */
  draw(reply: Reply, press: Look["press"], title?: string): Promise<string>;
  /** Loads what draws. */
  load(): Promise<void>;
  /** Writes and waits until it is out. False once nobody reads any more (`| head -1`). */
  write(text: string): Promise<boolean>;
  /** One sentence for stderr. */
  complain(reply: Reply): void;
  /** Whether the reader has gone. */
  gone(): boolean;
};

/** An outlet over two streams. A reader that leaves (EPIPE) is no error: what is left to say is swallowed. */
export function createOutlet(options: {
  readonly output: Output;
  readonly errors: Output;
  readonly env: Environment;
  readonly json: boolean;
  /** IANA zone of the one who reads. */
  readonly zone: () => string;
}): Outlet {
  const { output, errors, env, json, zone } = options;
  const paint = createPaint(abilitiesOf(output.isTTY ?? false, env));
  const width = () => Math.min(output.columns || USUAL, WIDEST);
  let lost = false;
  output.on("error", () => {
    lost = true;
  });
  errors.on("error", () => {});
  return {
    paint,
    width,
    load: async () => void (await import("./render.ts")),
    async draw(reply, press, title) {
      if (json) return toJson(reply);
      // To measure text takes tables that load for a while, which nothing but drawing waits for.
      const { render, renderPost } = await import("./render.ts");
      const look = { width: width(), paint, zone: zone(), press };
      const lines = title === undefined ? render(reply, look) : renderPost(title, reply, look);
      return `${lines.join("\n")}\n`;
    },
    async write(text) {
      if (lost || !output.writable) return false;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      output.write(text, (error) => {
        lost ||= Boolean(error);
        resolve(!error);
      });
      return promise;
    },
    complain(reply) {
      if (errors.writable) errors.write(`${cleanLine(reply.summary)}\n`);
    },
    gone: () => lost || !output.writable,
  };
}

/** The words that press a button for those who can't: none for a form, nor for a command that isn't there. */
export function wordsFor(commands: readonly CommandCard[]): (next: Next) => string | undefined {
  return ({ command: name, input, ask }) => {
    const command = commands.find((one) => one.name === name);
    return command && !ask?.length ? writeWords(command, input) : undefined;
  };
}

/** One line of JSON that is safe to look at: what a terminal would obey is escaped, as JSON allows anywhere in a string. */
function toJson(reply: Reply): string {
  const escaped = JSON.stringify(reply).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
