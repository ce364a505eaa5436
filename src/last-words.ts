import type { Logger } from "pino";

/**
 * A process that breaks says so in its log, where secrets are left out, and ends with 1; the words that
 * Node itself would say hold whatever the error holds.
 */
export function lastWords(log: Pick<Logger, "fatal">): void {
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "Something broke that never should, so I end here");
    process.exit(1);
  });
}
