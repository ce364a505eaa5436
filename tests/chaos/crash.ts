/**
 * Kills a process that changes settings, and looks whether everything is there that it was told is done:
 *
 *     node tests/chaos/crash.ts [kills = 200] [--postgres]
 *
 * With --postgres the settings lie in a real server, which is killed now and then as well. It prints what
 * was found, and exits with 1 when anything was lost or damaged.
 */
import { parseArgs } from "node:util";
import { postgresGround, sqliteGround } from "./crash/grounds.ts";
import { proveCrashes } from "./crash/prove.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { postgres: { type: "boolean", default: false } },
});
const ground = values.postgres ? await postgresGround() : sqliteGround();
try {
  const found = await proveCrashes(Number(positionals[0] ?? 200), ground);
  const { kills, serverKills, acknowledged, uncertain, lost, damaged, slowestOpen } = found;
  process.stdout.write(
    `${kills} processes and ${serverKills} servers killed; ${acknowledged} changes acknowledged, ${lost.length} of them lost; ` +
      `${uncertain} on their way; ${damaged.length} times damaged; opened within ${Math.ceil(slowestOpen)} ms each time\n`,
  );
  for (const line of [...lost, ...damaged]) process.stdout.write(`${line}\n`);
  process.exitCode = lost.length + damaged.length > 0 ? 1 : 0;
} finally {
  await ground.end();
}
