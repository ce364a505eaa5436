import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "#chat";

/** Slack's tokens by their shape: the SDK puts none into its messages, and none may get by if it ever does. */
const TOKENS = /\bxox[a-z.]*[a-z]-[\w-]+|\bxapp-[\w-]+/g;

/**
 * Bolt's messages in our log. Debugging ones are left out, since they hold whole requests; those of
 * level info say nothing that an operator needs.
 */
export function createLogger(log: Log): Logger {
  const pass =
    (to: "warn" | "error") =>
    (...parts: unknown[]): void => {
      const error = parts.find((part) => part instanceof Error);
      const message = parts.map(worded).join(" ").replace(TOKENS, "[secret]");
      log[to]({ sdk: "slack", ...(error && { reason: error.name }) }, message);
    };
  return {
    debug: () => {},
    info: () => {},
    warn: pass("warn"),
    error: pass("error"),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

function worded(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === "string" ? part : "";
}
