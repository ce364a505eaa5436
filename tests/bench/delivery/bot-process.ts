// The delivery half of the bot in a process of its own, set up by its settings as the bot is. It says "ready",
// begins at "go", answers "used" with its peak of memory in bytes and its processor time in ms, and ends with whoever started it.
import { readFileSync } from "node:fs";
import process from "node:process";
import { readConfig } from "#config";
import { openStore } from "#store";
import { createBot } from "../../../src/bot.ts";
import { connect } from "../../../src/connect.ts";
import { createLog } from "../../../src/log.ts";
import { dutiesOf } from "../../../src/roles.ts";

const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
const { logLevel: level, secrets, rootCommand: root, databaseFile: file } = config;
const log = await createLog({ level, secrets, pretty: false });
const store = await openStore({ file });
const now = Date.now;
const bot = await createBot({ store, root, log, now });
const { platforms } = await connect(config, { store, bot, log, now, duties: dutiesOf("worker") });

process.on("disconnect", () => process.exit());
process.on("message", (asked) => {
  if (asked === "go") bot.deliver(platforms);
  else {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.send?.({ memory: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1000 });
  }
});
process.send?.("ready");
