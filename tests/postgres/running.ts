import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { User } from "./cluster.ts";

/** Longest that a start may take, in ms. */
const PATIENCE_MS = 30_000;

/** A server's first process; `ended` resolves when it is no more, and `fault` then tells why. */
export type Running = {
  readonly pid: number;
  readonly ended: () => Promise<void>;
  readonly fault: () => string;
};

/** Starts a server's program in a session of its own, so that what ends the test (Ctrl-C) does not end it first. */
export async function run(program: string, args: readonly string[], user: User | undefined) {
  const log = join(args[1] ?? "", "..", "log");
  const child = spawn(program, args, {
    ...{ ...user, detached: true, cwd: "/" },
    stdio: ["ignore", "ignore", openSync(log, "a")],
  });
  child.unref();
  await once(child, "spawn");
  if (!child.pid) throw new Error(`${program} can't be run`);
  const exit = once(child, "exit");
  const ended = async () => {
    child.ref();
    await exit;
  };
  const fault = () => (child.exitCode === null ? "" : readFileSync(log, "utf8").slice(-2_000));
  return { pid: child.pid, ended, fault };
}

/** Waits for the eighth line of postmaster.pid to say that connections are taken. */
export async function ready({ pid, fault }: Running, data: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (fault()) throw new Error(`PostgreSQL did not start:\n${fault()}`);
    const file = join(data, "postmaster.pid");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    if (lines[0] === String(pid) && lines[7]?.trim() === "ready") return;
    if (Date.now() > until) throw new Error("PostgreSQL did not start in time");
    await sleep(10);
  }
}

/** The first process goes first, so that it can't note that the others do; none may be left when it starts again. */
export async function killAll({ pid, ended }: Running): Promise<void> {
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, "utf8").trim().split(" ") : [];
  process.kill(pid, "SIGKILL");
  await ended();
  for (const child of children.filter(Boolean).map(Number))
    while (send(child, "SIGKILL")) await sleep(5);
}

/** Answers whether there was a process to get the signal. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
