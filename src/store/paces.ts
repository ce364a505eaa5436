import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** At what pace several processes together go through one door, such as a platform's rate limit. */
export type Paces = {
  /**
   * Reserves the next `span` ms at the door of that name: nobody else is given any of it. Answers in
   * how many ms it begins, 0 when the door was free.
   */
  take(door: string, span: number): Promise<number>;
  /** Nobody is given any of the next `ms` at that door, up to a minute. */
  hold(door: string, ms: number): Promise<void>;
};

/** Reserved further ahead than that, in ms, a door is out of order: the clock was set back. */
const FAR_MS = 60_000;

/** Keeps in `db`, by the clock `now`, until when each door is taken. */
export function paces(db: Kysely<Schema>, now: () => number): Paces {
  return {
    take: async (door, span) => {
      const start = now();
      const { value } = await db
        .insertInto("counters")
        .values({ name: `pace ${door}`, value: start + span })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet((eb) => ({
            value: eb(
              eb
                .case()
                .when(eb.between("counters.value", start, start + FAR_MS))
                .then(eb.ref("counters.value"))
                .else(start)
                .end(),
              "+",
              span,
            ),
          })),
        )
        .returning("value")
        .executeTakeFirstOrThrow();
      return value - span - start;
    },
    hold: async (door, ms) => {
      const until = now() + Math.min(ms, FAR_MS);
      await db
        .insertInto("counters")
        .values({ name: `pace ${door}`, value: until })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet({ value: until }).where("counters.value", "<", until),
        )
        .execute();
    },
  };
}
