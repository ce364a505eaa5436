import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { newFolder, remove } from "../running.ts";

const USAGE = `Usage: npm run bench:start -- [--runs N] [--idle SECONDS] [--json]
  --runs  starts of each kind, in turn; 9 when not given
  --idle  how long a bot has been ready when its memory is read; 5 when not given`;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    idle: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});
const [runs, idle] = [Number(values.runs), Number(values.idle)];
if (!Number.isInteger(runs) || runs < 1 || !(idle >= 0)) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const PROJECT = join(import.meta.dirname, "../..");
const NPM = ["npm", "--silent", "--prefix", PROJECT, "start"] as const;

/** What is started. */
const WAYS = {
  "node -e 0": [process.execPath, "-e", "0"],
  "npm start -- help": [...NPM, "--", "help"],
  "node src/start.js": [process.execPath, join(PROJECT, "src/start.js")],
  "npm start": NPM,
} as const;
type Way = keyof typeof WAYS;
const BARE = "node -e 0";
const SERVING = new Set<Way>(["node src/start.js", "npm start"]);

// With the operator's tokens it would log in, and post, as often as it starts.
if (existsSync(join(PROJECT, ".env"))) {
  process.stderr.write("A start reads .env, and its tokens: measure in a copy without one.\n");
  process.exit(2);
}
const { PATH = "", HOME = "" } = process.env;
const SETTINGS = { PATH, HOME, SOURCES: "none" };

/** Longest that a start is waited for, in milliseconds. */
const PATIENCE_MS = 20_000;

// Whatever was started is ended with this.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const times = new Map<Way, number[]>();
const memory: number[] = [];
for (let run = 0; run < runs; run += 1)
  for (const way of Object.keys(WAYS) as Way[])
    times.set(way, [...(times.get(way) ?? []), await measure(way)]);
report();

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** Milliseconds until it has ended or, where it serves, until it says that it is ready. */
async function measure(way: Way): Promise<number> {
  const folder = newFolder();
  const port = await freePort();
  const [command, ...words] = WAYS[way];
  const began = performance.now();
  const child = spawn(command, words, {
    env: { ...SETTINGS, DATA_DIR: folder, PORT: String(port) },
    // In a group of its own: npm passes no signal on to what it started.
    ...{ cwd: folder, stdio: "ignore", detached: true },
  });
  const ended = once(child, "exit");
  const end = () => child.pid && child.exitCode === null && process.kill(-child.pid, "SIGTERM");
  process.once("exit", end);
  try {
    if (!SERVING.has(way)) {
      await ended;
      return performance.now() - began;
    }
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - began > PATIENCE_MS)
        throw new Error(`${way} does not get ready on port ${port}`);
      await setTimeout(10);
    }
    const took = performance.now() - began;
    if (way === "node src/start.js") memory.push(await idleMegabytes(child));
    return took;
  } finally {
    end();
    process.off("exit", end);
    await ended;
    remove(folder);
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, path: "/readyz", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
  });
}

/** Resident memory after a while of nothing to do, in MB; not a number where the system does not tell. */
async function idleMegabytes({ pid }: ChildProcess): Promise<number> {
  await setTimeout(idle * 1000);
  if (process.platform !== "linux") return Number.NaN;
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN;
}

function report(): void {
  const bare = median(times.get(BARE) ?? []);
  const rows = [...times].map(([way, took]) => ({
    ...{ way, ms: Math.round(median(took)), from: Math.round(Math.min(...took)) },
    ...{ to: Math.round(Math.max(...took)), ratio: Number((median(took) / bare).toFixed(1)) },
  }));
  const figures = { runs, rows, idleMegabytes: Math.round(median(memory)) };
  const lines = [
    `Median of ${runs} in turn, from the command until it ends or is ready:`,
    ...rows.map(({ way, ms, from, to, ratio }) =>
      [way.padEnd(18), `${ms} ms`.padStart(8), `(${from} to ${to}),`, `${ratio} × ${BARE}`].join(
        " ",
      ),
    ),
    `Idle memory after ${idle} s: ${figures.idleMegabytes} MB`,
  ];
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${lines.join("\n")}\n`);
}
