import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The bot as a process of its own: what it said so far, and its exit code once it has ended. */
export type Running = {
  readonly child: ChildProcess;
  readonly said: { readonly out: string; readonly err: string };
  readonly ended: Promise<number | null>;
};

const { PATH = "" } = process.env;

const START = join(import.meta.dirname, "../src/start.js");

/**
 * Starts the bot in a folder, as `npm start -- ARGS` does; it is given these settings and nothing else of
 * this process, and a port that the system chooses. `as` names another folder to start from, or a user.
 */
export function startBot(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  as: { readonly cwd?: string; readonly uid?: number } = {},
): Running {
  const child = spawn(process.execPath, [START, ...args], {
    env: { PATH, DATA_DIR: folder, SOURCES: "none", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...as,
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said.err += String(chunk);
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, said, ended };
}

/** The number of the port that a bot opens, once it has. */
export async function portOf({ child, said, ended }: Running): Promise<number> {
  for (;;) {
    const [, port] = /"port":(\d+)/.exec(said.err) ?? [];
    if (port !== undefined) return Number(port);
    const more = child.stderr ? once(child.stderr, "data") : ended;
    const code = await Promise.race([more.then(() => undefined), ended]);
    if (code !== undefined) throw new Error(`The bot has ended with ${code}: ${said.err}`);
  }
}

/** A folder for one bot's data. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "paperboy-"));
}

/** Ends a bot by force, if it has not ended, and waits for it. */
export async function end({ child, ended }: Running): Promise<void> {
  child.kill("SIGKILL");
  await ended;
}

/** Throws a bot's folder away. */
export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
