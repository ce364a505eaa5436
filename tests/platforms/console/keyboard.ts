import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { Host } from "#chat";
import {
  type Console,
  type ConsoleOptions,
  createConsole,
} from "../../../src/platforms/console/index.ts";

/** A window of 80 columns in a test, with somebody at its keyboard. */
export type Keyboard = {
  readonly console: Console;
  /** Everything written so far, escape sequences and all. */
  raw(): string;
  /** Everything written so far, as letters. */
  seen(): string;
  /** Types keys, `\r` for Enter, and waits until the last of the screen is as expected; resolves to what was written since. */
  type(keys: string, until?: RegExp): Promise<string>;
  /** Waits until the last of what was written since `from` is as expected. */
  until(end: RegExp, from?: number): Promise<string>;
  /** Resolves when the person has left. */
  readonly left: Promise<void>;
  readonly input: PassThrough;
};

/** The prompt, waiting. */
export const READY = /papers> $/;

/** A form's question, waiting. */
export const ASKED = /› $/;

/** Moves of the cursor that the line editor itself makes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of the line editor
export const MOVES = /\u001b\[\d*[A-DGJ]/g;

/** Starts a console at a terminal of its own and waits for its prompt. */
export async function sitDown(
  host: Host,
  options: Partial<ConsoleOptions> = {},
): Promise<Keyboard> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const errors = new PassThrough();
  let written = "";
  const woken = new Set<() => void>();
  output.on("data", (chunk) => {
    written += chunk;
    for (const wake of woken) wake();
  });
  const console = createConsole({
    input,
    output,
    errors,
    env: { NO_COLOR: "1", TERM: "dumb" },
    root: "papers",
    zone: "UTC",
    now: () => Date.UTC(2026, 10, 24, 9),
    ...options,
  });
  await console.start(host);
  const until = (end: RegExp, from = 0) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const text = stripVTControlCharacters(written.slice(from));
        if (!end.test(text)) return;
        woken.delete(look);
        resolve(text);
      };
      woken.add(look);
      look();
    });
  const left = console.prompt();
  await until(READY);
  return {
    console,
    input,
    left,
    raw: () => written,
    seen: () => stripVTControlCharacters(written),
    until,
    type(keys, end = READY) {
      const from = written.length;
      input.write(keys);
      return until(end, from);
    },
  };
}
