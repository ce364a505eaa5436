// A fake platform in a process of its own: town-process.ts PLAN, a TownPlan as JSON. It sends its address when
// it is ready, a report when it is asked for one, puts its clock forward by a number that it gets, and ends
// with whoever started it.
import process from "node:process";
import { startClock } from "./clock.ts";
import { discordTown } from "./discord-town.ts";
import { slackTown } from "./slack-town.ts";
import type { TownPlan } from "./town.ts";

const plan = JSON.parse(process.argv[2] ?? "") as TownPlan;
const clock = startClock(plan.clock);
const town = await (plan.platform === "discord" ? discordTown : slackTown)(plan, clock.now);
process.on("message", (asked) => {
  if (typeof asked === "number") clock.skip(asked);
  else process.send?.(town.report());
});
process.on("disconnect", () => process.exit());
process.send?.(town.address);
