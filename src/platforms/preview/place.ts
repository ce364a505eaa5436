import type { Person, Place } from "#chat";

/** The page's one channel: what is subscribed on the page is posted there. */
export const HERE: Place = { platform: "preview", tenant: "local", channel: "papers" };

/**
 * Whoever looks at the page; the id is the same at every start. On their own machine they run the bot, so
 * they manage it; a page that anybody may look at shows nothing of what they saved there. A zone that is none, which a browser may well send, counts as not known.
 */
export function you(zone: unknown, manager: boolean): Person {
  const known = typeof zone === "string" && isZone(zone);
  return { id: manager ? "you" : "anybody", manager, ...(known && { zone }) };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
