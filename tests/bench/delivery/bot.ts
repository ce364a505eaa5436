import { readFileSync } from "node:fs";
import process from "node:process";
import { readConfig } from "#config";
import { createBot } from "../../../src/bot.ts";
import { connect } from "../../../src/connect.ts";
import { createLog } from "../../../src/log.ts";
import { openDatabase } from "../../../src/open-database.ts";
import { dutiesOf } from "../../../src/roles.ts";

const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
const { logLevel: level, secrets, rootCommand: root } = config;
const log = await createLog({ level, secrets, pretty: false });
const store = await openDatabase(config, log);
const { now } = store;
const bot = await createBot({ store, root, log, now });
await bot.warmUp();
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
