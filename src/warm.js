// What "npm install" does last: it starts the bot once, on nothing, and ends it, so that its TypeScript is read and
// compiled when somebody starts it for the first time, who then waits half as long for a bot that is 20 MB smaller.
// Plain JavaScript that any Node can parse. Whatever fails here, a crash of Node too, does no harm: the first start
// does it then.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Longest time for all of it, in ms. */
const PATIENCE_MS = 20_000;

/** Settings of Node and of the system that a start depends on; none of the bot's, whose tokens are not for this. */
const KEPT = [
  "NODE_COMPILE_CACHE",
  "NODE_DISABLE_COMPILE_CACHE",
  "SystemRoot",
  "TEMP",
  "TMP",
  "TMPDIR",
];

if (Number(process.versions.node.split(".")[0]) >= 24) {
  await warm().catch(() => {});
  await warmPrompt().catch(() => {});
}

async function warm() {
  // Started from there too, where no .env lies.
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  const kept = KEPT.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []));
  const bot = spawn(process.execPath, [fileURLToPath(new URL("start.js", import.meta.url))], {
    cwd: folder,
    env: { ...Object.fromEntries(kept), DATA_DIR: folder, PORT: "0", SOURCES: "none" },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: PATIENCE_MS,
  });
  const ended = once(bot, "close");
  try {
    await Promise.race([served(bot.stderr), ended]);
  } finally {
    bot.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a bot loads only where somebody sits at a terminal, as nobody does here. */
async function warmPrompt() {
  await import("./compiling.js");
  await import("./platforms/console/prompt.ts");
}

/** Resolves once the port that the log names has answered; the bot loads the rest before it ends. */
async function served(log) {
  let said = "";
  // The log is read on to its end: a bot that can't write to it would not end well.
  for await (const chunk of log.iterator({ destroyOnReturn: false })) {
    said += chunk;
    const [, port] = /"port":(\d+)/.exec(said) ?? [];
    if (port === undefined) continue;
    const asked = get(`http://127.0.0.1:${port}/readyz`, { agent: false });
    const [response] = await once(asked, "response");
    response.resume();
    break;
  }
  log.resume();
}
