import {
  type CompleterResult,
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from "node:readline";
import type { Readable } from "node:stream";
import type { Complete, Completion } from "#chat";
import { type History, LINES_KEPT } from "./history.ts";
import { createInterruption } from "./interruption.ts";
import type { Output } from "./outlet.ts";
import { createTab } from "./tab.ts";

/** What came of a question: a line, Ctrl-C (with something `typed` or not), or the end (Ctrl-D, or closed). */
export type Said =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "break"; readonly typed: boolean }
  | { readonly kind: "end" };

/** How a question is asked: what Tab completes, and whether the answer belongs in the history. */
type Asking = { readonly complete: Complete; readonly remember: boolean };

/** A person at a keyboard: one line is edited at a time, and what is printed meanwhile doesn't garble it. */
export type Terminal = {
  ask(prompt: string, asking: Asking): Promise<Said>;
  /** Waits for work; undefined when Ctrl-C or `close` came first. */
  during<T>(work: Promise<T>): Promise<T | undefined>;
  /** Writes text that ends in a newline, above the line that is being typed. */
  print(text: string): void;
  /** Gives the terminal back; a question that is open ends. */
  close(): void;
};

type Question = Asking & { readonly answer: (said: Said) => void };

/** What a terminal is made of; `list` draws completions as text that ends in a newline. */
export type TerminalOptions = {
  readonly input: Readable;
  readonly output: Output;
  readonly history: History;
  readonly list: (found: readonly Completion[]) => string;
};

/** A terminal over two streams. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { output, list } = options;
  const interruption = createInterruption();
  const ahead: string[] = [];
  let open: Question | undefined;
  let ended = false;
  let closed = false;
  let tab: Tab | undefined;
  const lines = openLines(
    options,
    (line) => tab?.(line) ?? Promise.resolve([[], line]),
    () => open?.remember ?? true,
  );
  const settle = (said: Said) => {
    const question = open;
    open = undefined;
    question?.answer(said);
  };
  const print = (text: string) => {
    if (closed || !output.writable) return;
    if (!ended) {
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
    }
    output.write(text);
    if (open && !ended) lines.prompt(true);
  };
  lines.on("line", (text) => (open ? settle({ kind: "line", text }) : ahead.push(text)));
  lines.on("close", () => {
    ended = true;
    settle({ kind: "end" });
  });
  lines.on("SIGINT", () => {
    const typed = lines.line !== "";
    if (typed) {
      lines.write(null, { ctrl: true, name: "e" });
      lines.write(null, { ctrl: true, name: "u" });
    }
    if (!open) {
      ahead.length = 0;
      return interruption.raise();
    }
    output.write("\n");
    settle({ kind: "break", typed });
  });
  return {
    ask(prompt, asking) {
      const { promise, resolve } = Promise.withResolvers<Said>();
      const text = ahead.shift();
      if (text !== undefined) {
        output.write(`${prompt}${text}\n`);
        return Promise.resolve({ kind: "line", text });
      }
      if (ended) return Promise.resolve({ kind: "end" });
      open = { ...asking, answer: resolve };
      interruption.clear();
      tab = createTab(asking.complete, (found) => print(list(found)));
      lines.setPrompt(prompt);
      lines.prompt(true);
      return promise;
    },
    during: interruption.during,
    print,
    close() {
      if (open && !closed) output.write("\n");
      closed = true;
      lines.close();
      interruption.raise();
    },
  };
}

type Tab = ReturnType<typeof createTab>;

/** The line editor, with what was typed at earlier starts; `remember` tells whether the line just typed is kept. */
function openLines(
  { input, output, history }: TerminalOptions,
  tab: Tab,
  remember: () => boolean,
): Interface {
  let kept: readonly string[] = history.read();
  let closed = false;
  const lines = createInterface({
    input,
    output,
    terminal: true,
    history: [...kept],
    historySize: LINES_KEPT,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, result: CompleterResult) => void) => {
      // The editor throws when it is told of completions after it was closed.
      const tell = (found: CompleterResult) => closed || done(null, found);
      tab(line).then(tell, () => tell([[], line]));
    },
  });
  lines.once("close", () => {
    closed = true;
  });
  lines.on("history", (now: string[]) => {
    if (remember()) {
      kept = [...now];
      history.write(kept);
    } else now.splice(0, now.length, ...kept);
  });
  return lines;
}
