import { PICK } from "./gather.ts";

/** What a press carries: the ticket, and the value that was picked from a menu. */
export type Carried = { readonly ticket: string; readonly picked?: string };

/** Reads a press by its `custom_id` and the values picked; where many buttons share a menu, each choice is a ticket. */
export function carriedBy(customId: string, [picked]: readonly string[]): Carried {
  if (picked !== undefined && customId.startsWith(PICK)) return { ticket: picked };
  return { ticket: customId, ...(picked !== undefined && { picked }) };
}
