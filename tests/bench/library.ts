import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import "../../src/heap.js";
import { queriesFrom } from "./library/corpus.ts";
import { type Figures, PHASES } from "./library/phases.ts";

const USAGE = `Usage: npm run bench:library -- --scale FILE [--json]
  --scale  arXiv records as JSON Lines, plain or .gz: {"id", "title", "abstract", "authors", "published", "categories"}
Measures, on a store of its own with these papers: a start from nothing, a start from a snapshot with 1,000
searches, and searches while another process imports them all beside a bot that began without them.`;

const { values } = parseArgs({
  options: {
    scale: { type: "string" },
    json: { type: "boolean", default: false },
    phase: { type: "string" },
    folder: { type: "string" },
    queries: { type: "string" },
  },
});
const { scale, phase, folder, queries } = values;
if (scale === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

if (phase !== undefined && folder !== undefined) {
  // Made elsewhere, so that what is left of that is not cleared up while a bot is measured.
  const asked = queries === undefined ? [] : JSON.parse(readFileSync(queries, "utf8"));
  process.send?.({ figures: await PHASES[phase]?.(folder, scale, asked) });
  process.disconnect();
} else await measure(scale);

/** Runs every phase in a process of its own, and prints what each has measured. */
async function measure(corpus: string): Promise<void> {
  const [full, fresh] = [newFolder(), newFolder()];
  writeFileSync(queriesIn(full), JSON.stringify(await queriesFrom(corpus, 5000)));
  writeFileSync(queriesIn(fresh), readFileSync(queriesIn(full)));
  try {
    print("Filling a store", await run("fill", full, corpus));
    print("A start from nothing", await run("start", full, corpus));
    print("A start from a snapshot", await run("start", full, corpus));
    const beside = start("follow", fresh, corpus);
    await once(beside.child, "message");
    const witness = start("idle", fresh, corpus);
    await once(witness.child, "message");
    await run("import", fresh, corpus);
    beside.child.send("over");
    print("An import beside a bot", await beside.figures);
    witness.child.send("over");
    print("A process that does nothing beside these", await witness.figures);
  } finally {
    for (const folder of [full, fresh]) rmSync(folder, { recursive: true, force: true });
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "paperboy-"));
}

function queriesIn(folder: string): string {
  return join(folder, "queries.json");
}

function run(phase: string, folder: string, corpus: string): Promise<Figures> {
  return start(phase, folder, corpus).figures;
}

function start(phase: string, folder: string, corpus: string) {
  const [file = "", args] =
    phase === "import"
      ? ["src/start.js", ["--import", corpus]]
      : [
          "tests/bench/library.ts",
          ["--scale", corpus, "--phase", phase, "--folder", folder, "--queries", queriesIn(folder)],
        ];
  const child = fork(file, args, {
    env: { ...process.env, DATA_DIR: folder, SOURCES: "none" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let figures: Figures = {};
  child.on("message", (message) => {
    if (typeof message === "object" && "figures" in message) figures = message.figures as Figures;
  });
  const ended = once(child, "exit").then(([code]) => {
    if (code !== 0) throw new Error(`The phase ${phase} ended with ${code}.`);
    return figures;
  });
  return { child, figures: ended };
}

function print(title: string, figures: Figures): void {
  const load = loadavg()[0]?.toFixed(1);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ title, load, ...figures })}\n`);
    return;
  }
  process.stdout.write(`\n${title} (load ${load})\n`);
  for (const [name, value] of Object.entries(figures)) {
    const said =
      typeof value === "number"
        ? value.toFixed(1)
        : `longest stall ${value.timer.toFixed(1)} ms (monitor ${value.monitor.toFixed(1)}), own work at once ${value.own.toFixed(1)} ms`;
    process.stdout.write(`  ${name.padEnd(12)} ${said}\n`);
  }
}
