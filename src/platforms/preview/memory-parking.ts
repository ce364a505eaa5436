import type { Parking } from "#chat";

/** A parking place that forgets: for a page that anybody may look at, whose buttons are to fill no database. */
export function createMemoryParking(most: number): Parking {
  const parked = new Map<string, { readonly text: string; readonly until: number }>();
  return {
    async park(key, text, until) {
      parked.delete(key);
      parked.set(key, { text, until });
      for (const oldest of parked.keys()) if (parked.size > most) parked.delete(oldest);
    },
    async find(key, now) {
      const found = parked.get(key);
      return found && found.until > now ? found.text : undefined;
    },
  };
}
