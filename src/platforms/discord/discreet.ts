import { DiscordAPIError, HTTPError } from "discord.js";
import type { Log } from "#chat";

/**
 * The same log, told of failed requests without their address and body: the address of an answer holds
 * a token that speaks for the bot, and its body what somebody asked to see alone.
 */
export function discreet(log: Log): Log {
  const tell = (level: keyof Log) => (fields: object, message: string) =>
    log[level]("err" in fields ? { ...fields, err: withoutRequest(fields.err) } : fields, message);
  return { info: tell("info"), warn: tell("warn"), error: tell("error") };
}

function withoutRequest(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const { name, message, stack = "", method, status, url } = error;
  const told = Object.assign(new Error(message), {
    name,
    stack,
    method,
    status,
    path: pathOf(url),
  });
  return "code" in error ? Object.assign(told, { code: error.code }) : told;
}

/** `…/webhooks/1/token/messages/@original` without the token. */
function pathOf(url: string): string {
  return (URL.parse(url)?.pathname ?? "").replace(
    /(?<=\/(?:webhooks|interactions)\/\d+\/)[^/]+/,
    "…",
  );
}
