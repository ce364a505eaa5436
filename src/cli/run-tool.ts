import { readFileSync } from "node:fs";
import { PlatformError, UserError } from "#chat";
import { type Config, ConfigError, readConfig } from "#config";
import { StoreError } from "#store";

/** Faults whose message is a sentence for whoever typed the command, with the cure in it. */
const SAID_AS_THEY_ARE = [ConfigError, StoreError, PlatformError, UserError] as const;

/**
 * Runs one of the operator's commands with the words after its name and the settings, and ends the
 * process with the exit code that it answers: 1 with one sentence on stderr when it throws, which
 * begins with `trouble` where the fault is not one that was foreseen.
 */
export async function runTool(
  trouble: string,
  work: (args: readonly string[], config: Config) => Promise<number>,
): Promise<void> {
  try {
    const config = readConfig(process.env, (path) => readFileSync(path, "utf8"));
    process.exitCode = await work(process.argv.slice(3), config);
  } catch (error) {
    const isForeseen = SAID_AS_THEY_ARE.some((known) => error instanceof known);
    const reason = error instanceof Error ? error.message : String(error);
    // Of an option that nobody knows, Node goes on with how it would be typed were it none.
    const [first = reason] = isUnknownOption(error) ? reason.split(". ") : [];
    process.stderr.write(`${isForeseen ? reason : `${trouble}: ${first}`}\n`);
    process.exitCode = 1;
  }
}

function isUnknownOption(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION"
  );
}
