import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A worker as it is run by operators. */
export type Worker = {
  /** Rejects when it ends by itself. */
  readonly died: Promise<never>;
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>;
};

/** Starts `npm start -- --role worker` with these settings; its log goes to a file of that name in the folder. */
export function startWorker(
  folder: string,
  name: string,
  env: Readonly<Record<string, string>>,
): Worker {
  const { PATH } = process.env;
  const log = join(folder, `${name}.log`);
  const file = openSync(log, "a");
  const child = spawn(process.execPath, ["src/start.js", "--role", "worker"], {
    env: { PATH, DATA_DIR: folder, SOURCES: "none", PORT: "0", ...env },
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  let isWanted = true;
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const died = ended.then((code) => {
    if (!isWanted) return new Promise<never>(() => {});
    throw new Error(`A worker ended with ${code}:\n${readFileSync(log, "utf8").slice(-2_000)}`);
  });
  died.catch(() => {});
  return {
    died,
    async stop() {
      isWanted = false;
      child.kill("SIGTERM");
      return await ended;
    },
  };
}
