// The bot's delivery half in a process that is to be killed: bot-process.ts CLOCK, a Clock as JSON, with the
// bot's settings in its environment. It says "ready", beats until it is killed, puts its clock forward by a
// number that it gets, and ends with whoever started it.
import { readFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "#config";
import { createBot } from "../../../src/bot.ts";
import { connect } from "../../../src/connect.ts";
import { createLog } from "../../../src/log.ts";
import { openDatabase } from "../../../src/open-database.ts";
import { dutiesOf } from "../../../src/roles.ts";
import { type Clock, startClock } from "./clock.ts";

/** Between two beats, in milliseconds of real time: the run's clock is faster than the minute of the heartbeat. */
const PAUSE_MS = 100;

const { now, skip } = startClock(JSON.parse(process.argv[2] ?? "") as Clock);
process.on("disconnect", () => process.exit());
process.on("message", (ms) => skip(Number(ms)));
const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
const { logLevel: level, secrets, rootCommand: root } = config;
const log = await createLog({ level, secrets, pretty: false });
const store = await openDatabase(config, log);
const bot = await createBot({ store, root, log, now });
const { platforms } = await connect(config, { store, bot, log, now, duties: dutiesOf("worker") });
const beat = bot.beat(platforms);
const { signal: hurry } = new AbortController();
process.send?.("ready");
for (;;) {
  try {
    await beat({ stopping: () => false, alive: () => {}, hurry });
  } catch (error) {
    log.error({ err: error }, "A heartbeat failed");
  }
  await sleep(PAUSE_MS);
}
