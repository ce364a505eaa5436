/** The store whose changes are followed: what tells it from others, and the number of its newest change. */
export type Source = { identity(): Promise<string>; newest(): Promise<number> };

/** For papers that come from nowhere but `add`: what lies in the tables stays, whoever put it there. */
export const ALONE: Source = { identity: async () => "", newest: async () => Infinity };
