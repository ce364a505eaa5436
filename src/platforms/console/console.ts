import type { Readable } from "node:stream";
import type { Host, Place, Platform } from "#chat";
import { createDesk, type Desk } from "./desk.ts";
import type { Environment } from "./environment.ts";
import { once } from "./once.ts";
import { createOutlet, type Output } from "./outlet.ts";
import { type Pipe, pipe } from "./pipe.ts";
import { HERE, you } from "./place.ts";
import { createPosting } from "./posting.ts";
import type { Terminal } from "./terminal.ts";

const GREETING = "Type help to see what there is. A number presses a button, exit leaves.";

/** What the console talks through, and how. */
export type ConsoleOptions = {
  readonly input: Readable;
  readonly output: Output;
  readonly errors: Output;
  readonly env: Environment;
  /** The command's name on other platforms; the prompt shows it, and a line may begin with it. */
  readonly root: string;
  /** Where typed lines are kept between starts; without it they aren't. */
  readonly historyFile?: string;
  /** Answers and posts as JSON, one Reply a line. */
  readonly json?: boolean;
  /** What the prompt says first: a sentence or two. */
  readonly greeting?: string;
  /** Epoch milliseconds, for the time above a post. */
  readonly now?: () => number;
  /** IANA zone of the one who sits here. */
  readonly zone?: string;
};

/** The console: a platform, and the three ways to talk to it. Start it first. */
export type Console = Platform & {
  /** Where its subscriptions are delivered. */
  readonly place: Place;
  /** Talks at a terminal; resolves when the person leaves or `stop` is called. */
  prompt(): Promise<void>;
  /** Answers one line; resolves to the exit code. */
  once(line: string): Promise<number>;
  /** Answers every line of the input; resolves to the exit code. */
  pipe(): Promise<number>;
  /** Loads what draws, for which a start need not wait. */
  load(): Promise<void>;
  /** Writes lines of the log: above what is being typed while there is a prompt, else to `errors`. */
  write(lines: string): void;
};

/** The whole bot without a token: commands typed at a prompt, given once, or read from a pipe. */
export function createConsole(options: ConsoleOptions): Console {
  const { input, output, errors, env, root, json = false, now = Date.now } = options;
  // Asked for once somebody is there: the first question about time zones takes 20 ms.
  let known = options.zone;
  const zone = () => (known ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
  const outlet = createOutlet({ output, errors, env, json, zone });
  let desk: Desk | undefined;
  let host: Host | undefined;
  let terminal: Terminal | undefined;
  let reading: Pipe | undefined;
  const ready = () => {
    if (!host) throw new Error("The console was asked before it was started");
    desk ??= createDesk(host, root, you(env, zone()));
    return { host, desk, outlet, json, root };
  };
  const posting = createPosting({
    ...{ outlet, zone, now },
    around: () => ({ terminal, desk, host }),
  });
  return {
    name: HERE.platform,
    place: HERE,
    async start(with_) {
      host = with_;
    },
    async prompt() {
      const session = ready();
      // Only where somebody sits: to measure text takes tables that load for a while.
      const { openTerminal, prompt } = await import("./prompt.ts");
      // Told to stop meanwhile.
      if (!host) return;
      const own = openTerminal({ ...options, outlet });
      terminal = own;
      try {
        await prompt({ ...session, terminal: own, greeting: options.greeting ?? GREETING });
      } finally {
        own.close();
        terminal = undefined;
      }
    },
    once: (line) => once(line, ready()),
    async pipe() {
      reading = pipe(input, ready());
      return reading.done;
    },
    load: () => outlet.load(),
    write(lines) {
      if (terminal) terminal.print(lines);
      else if (errors.writable) errors.write(lines);
    },
    ...posting,
    health: () => (host ? { ready: true } : { ready: false, why: "The console was not started." }),
    async stop() {
      terminal?.close();
      reading?.stop();
      terminal = reading = host = desk = undefined;
    },
  };
}
