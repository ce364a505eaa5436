import type { Person, Place } from "#chat";

/** The page's one channel: what is subscribed on the page is posted there. */
export const HERE: Place = { platform: "preview", tenant: "local", channel: "papers" };

/** Somebody before the page: from which address, and whether they may look only. */
export type Visitor = { readonly from: string; readonly readOnly: boolean };

/**
 * Whoever looks at the page; the id is the same at every start. On their own machine they run the bot, so
 * they manage it. A page that anybody may look at shows nothing of what they saved there, and knows people by the
 * address that they come from, so that none of them asks so often that another has to wait. A zone that is none,
 * which a browser may well send, counts as not known.
 */
export function you(zone: unknown, visitor: Visitor): Person {
  const { readOnly, from } = visitor;
  const known = typeof zone === "string" && isZone(zone);
  return { id: readOnly ? `from ${from}` : "you", manager: !readOnly, ...(known && { zone }) };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
