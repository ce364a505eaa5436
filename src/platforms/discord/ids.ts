import { distinct } from "#chat";
import { PICK } from "./gather.ts";

/** Gives every control of a message its own `custom_id`, since no two may carry the same. */
export type Ids = {
  /** An id that reads as this ticket; for `PICK` one that begins with it. */
  take(ticket: string): string;
};

/** The ids of one message; `taken` are those of what was not drawn here. */
export function createIds(taken: readonly string[]): Ids {
  const used = new Set(taken);
  return {
    take(ticket) {
      for (let n = 1; ; n += 1) {
        const id = ticket === PICK ? `${PICK}${n}` : distinct(ticket, n);
        if (used.has(id)) continue;
        used.add(id);
        return id;
      }
    },
  };
}
