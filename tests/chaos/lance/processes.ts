import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process of feeder.ts, and what it said. */
export type Feeder = {
  /** Resolves when it has said a line that begins so, or has ended. */
  says(beginning: string): Promise<void>;
  readonly lines: readonly string[];
  /** Ends it, and waits until it has. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
};

const { PATH = "" } = process.env;

const FEEDER = fileURLToPath(new URL("./feeder.ts", import.meta.url));

/** Starts one. */
export function startFeeder(
  uri: string,
  file: string,
  more: { readonly most?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Feeder {
  const { most = 50, env = {} } = more;
  const child: ChildProcess = spawn(process.execPath, [FEEDER, uri, file, String(most)], {
    env: { PATH, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  child.stdout?.on("data", (chunk) => {
    const parts = `${rest}${String(chunk)}`.split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const ended = once(child, "close");
  return {
    lines,
    says: async (beginning) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (lines.some((line) => line.startsWith(beginning))) resolve();
      };
      waiting.add(look);
      look();
      await Promise.race([promise, ended]);
      waiting.delete(look);
    },
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
