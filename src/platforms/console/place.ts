import type { Person, Place } from "#chat";
import type { Environment } from "./environment.ts";

/** The console's own channel: what is subscribed at the prompt is posted here. */
export const HERE: Place = { platform: "console", tenant: "local", channel: "console" };

/** Whoever sits at the console. They run the bot, so they manage it; the id is the same at every start. */
export function you(env: Environment, zone: string): Person {
  const name = env.USER || env.USERNAME;
  return { id: "you", ...(name && { name }), manager: true, zone };
}
