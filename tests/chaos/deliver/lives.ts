import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "./clock.ts";

/** One life of a bot's process. */
export type Life = {
  /** Resolves when it begins to beat; rejects when it ended by itself. */
  readonly ready: Promise<void>;
  /** Puts its clock forward by so many milliseconds. */
  skip(ms: number): void;
  /** SIGKILL; resolves once the process is no more. */
  kill(): Promise<void>;
};

const SCRIPT = fileURLToPath(new URL("./bot-process.ts", import.meta.url));

/** Starts a bot's process; what it logs goes to a file in `folder`, whose end is told when it ends by itself. */
export function startLife(
  folder: string,
  clock: Clock,
  env: Readonly<Record<string, string>>,
): Life {
  const { PATH } = process.env;
  const log = join(folder, "log");
  const file = openSync(log, "a");
  const child = fork(SCRIPT, [JSON.stringify(clock)], {
    env: {
      ...{ PATH, DATA_DIR: folder, SOURCES: "none", LOG_LEVEL: "warn" },
      // As src/start.js does, so that each start takes half of the time.
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      ...env,
    },
    stdio: ["ignore", file, file, "ipc"],
  });
  closeSync(file);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const died = ended.then((code) => {
    throw new Error(`The bot ended with ${code}:\n${readFileSync(log, "utf8").slice(-2_000)}`);
  });
  const ready = Promise.race([once(child, "message").then(() => {}), died]);
  ready.catch(() => {});
  return { ready, skip: (ms) => void child.send(ms), kill: () => kill(child, ended) };
}

async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill("SIGKILL");
  await ended;
}
