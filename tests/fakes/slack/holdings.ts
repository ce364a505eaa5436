import type { Fields } from "./fields.ts";

/** What people have put into fields and menus but not sent in, and what they were offered while typing. */
export type Holdings = {
  /** `where` names a message or a view. */
  put(where: string, blockId: string, actionId: string, held: Fields): void;
  get(where: string, blockId: string, actionId: string): Fields | undefined;
  offer(user: string, actionId: string, options: readonly Fields[]): void;
  offered(user: string, actionId: string): readonly Fields[];
};

/** Nothing is held yet. */
export function createHoldings(): Holdings {
  const held = new Map<string, Fields>();
  const options = new Map<string, readonly Fields[]>();
  const key = (...parts: readonly string[]) => parts.join("\n");
  return {
    put: (where, blockId, actionId, fields) => void held.set(key(where, blockId, actionId), fields),
    get: (where, blockId, actionId) => held.get(key(where, blockId, actionId)),
    offer: (user, actionId, offered) => void options.set(key(user, actionId), offered),
    offered: (user, actionId) => options.get(key(user, actionId)) ?? [],
  };
}
