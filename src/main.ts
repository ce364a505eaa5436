import { readFileSync } from "node:fs";
import { getCompileCacheDir } from "node:module";
import { join } from "node:path";
import { readConfig } from "#config";
import manifest from "../package.json" with { type: "json" };
import { type Bot, createBot } from "./bot.ts";
import { isFault } from "./fault.ts";
import { lastWords } from "./last-words.ts";
import { createLog } from "./log.ts";
import { openDatabase } from "./open-database.ts";
import { createConsole, lineOf } from "./platforms/console/index.ts";
import { dutiesOf, readRole } from "./roles.ts";

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (!isFault(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
});

/** The index of the bundled papers lies where compiled code does: both are the program's own, and can be made anew. */
function indexFile(): { readonly indexFile?: string } {
  const cache = getCompileCacheDir();
  return cache ? { indexFile: join(cache, "papers.index") } : {};
}

/** Runs the bot as its arguments ask: one command, commands from standard input, a prompt, or serving. */
async function run(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const { role, rest: words } = readRole(args.filter((arg) => arg !== "--json"));
  const { stdin, stdout, stderr } = process;
  const atTerminal = dutiesOf(role).console && stdin.isTTY === true && stdout.isTTY === true;
  const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
  const console = createConsole({
    input: stdin,
    output: stdout,
    errors: stderr,
    root: config.rootCommand,
    historyFile: join(config.dataDir, "history"),
    json,
    env: process.env,
  });
  const log = await createLog({
    level: config.logLevel,
    pretty: stderr.isTTY === true,
    secrets: config.secrets,
    sink: console,
  });
  lastWords(log);
  for (const warning of config.warnings) log.warn({}, warning);
  const store = await openDatabase(config, log);
  let bot: Bot | undefined;
  try {
    const { rootCommand: root, dataDir: folder } = config;
    bot = await createBot({ ...config, store, folder, ...indexFile(), root, log, now: store.now });
    await console.start(bot.host);
    if (words.length > 0) await bot.whole();
    if (words[0] === "-") return await console.pipe();
    if (words.length > 0) return await console.once(lineOf(words));
    // What only a bot that serves needs is loaded by it alone: one command is answered sooner.
    const { serve } = await import("./serve.ts");
    const [{ version }, { now }] = [manifest, store];
    return await serve({ config, version, store, bot, console, log, now, atTerminal, role });
  } finally {
    await bot?.close();
    await store.close();
  }
}
