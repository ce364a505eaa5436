import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import type { Finding } from "#chat";
import { ConfigError, readConfig } from "#config";
import { examine } from "../doctor/examine.ts";
import { openDatabase } from "../open-database.ts";

const SIGNS = { well: "ok  ", beware: "!   ", ill: "FAIL", off: "-   " } as const;
const COLOURS = { well: "green", beware: "yellow", ill: "red", off: "gray" } as const;

process.exitCode = await run(process.argv.slice(3));

/** `npm run doctor [-- --json]`: looks at everything that the bot needs; exit code 1 when something is ill. */
async function run(args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const findings: Finding[] = [];
  for await (const finding of examined()) {
    findings.push(finding);
    if (!json) process.stdout.write(line(finding));
  }
  const ill = findings.filter(({ state }) => state === "ill").length;
  if (json)
    process.stdout.write(`${JSON.stringify({ well: ill === 0, findings }, undefined, 2)}\n`);
  else process.stdout.write(`\n${ill === 0 ? "Nothing is wrong." : `${ill} wrong.`}\n`);
  return ill === 0 ? 0 : 1;
}

/** Settings that can't be used are findings too, and then nothing else can be looked at. */
async function* examined(): AsyncGenerator<Finding> {
  try {
    const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
    const openStore = () => openDatabase(config);
    yield* examine(config, { openStore, now: Date.now });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const said = "They can't be used.";
    yield { about: "settings", state: "ill", said, cure: error.message };
  }
}

function line({ about, state, said, cure }: Finding): string {
  const sign = styleText(COLOURS[state], SIGNS[state], { stream: process.stdout });
  return `${sign} ${about}: ${said}\n${cure ? `       ${cure.replaceAll("\n", "\n       ")}\n` : ""}`;
}
