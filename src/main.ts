import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, readConfig } from "#config";
import { StoreError } from "#store";
import manifest from "../package.json" with { type: "json" };
import { createBot } from "./bot.ts";
import { connect, startAll } from "./connect.ts";
import { createLog } from "./log.ts";
import { openDatabase } from "./open-database.ts";
import { createConsole, lineOf } from "./platforms/console/index.ts";
import { untilStopped } from "./stopping.ts";
import { openPort, PortError } from "./web/index.ts";

/** What an operator can mend: its message is said as it is, without a trace. */
const FAULTS = [ConfigError, StoreError, PortError] as const;

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (!FAULTS.some((known) => error instanceof known)) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  return 1;
});

/** Runs the bot as its arguments ask: one command, commands from standard input, a prompt, or serving. */
async function run(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const words = args.filter((arg) => arg !== "--json");
  const { stdin, stdout, stderr } = process;
  const atTerminal = stdin.isTTY === true && stdout.isTTY === true;
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
  for (const warning of config.warnings) log.warn({}, warning);
  const store = await openDatabase(config, log);
  try {
    const bot = await createBot({ store, root: config.rootCommand, log, now: store.now });
    await console.start(bot.host);
    if (words[0] === "-") return await console.pipe();
    if (words.length > 0) return await console.once(lineOf(words));
    await bot.warmUp();
    const { platforms, routes } = await connect(config, { store, bot, log, now: store.now });
    const port = routes.size > 0 ? await openPort({ ...config, routes, log }) : undefined;
    if (port) log.info({ host: config.host, port: port.port }, "The HTTP port is open");
    const heartbeat = bot.deliver([console, ...platforms]);
    const news = bot.poll({ sources: config.sources, version: manifest.version });
    const stopped = untilStopped().then(() => 0);
    const refused = startAll(platforms, bot.host, log);
    const ends = [stopped, refused];
    if (platforms.length === 0 && atTerminal) ends.push(console.prompt().then(() => 0));
    else if (platforms.length === 0)
      log.info({}, "No chat platform is configured: serving the console's daily post here");
    const code = await Promise.race(ends);
    await port?.close();
    await Promise.all([news, heartbeat, console, ...platforms].map((one) => one.stop()));
    return code;
  } finally {
    await store.close();
  }
}
