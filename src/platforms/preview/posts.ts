import type { Manner, Parking, Reply } from "#chat";

/** A post as it is kept; drawn when somebody looks. `number` grows by one with each. */
type Post = {
  readonly number: number;
  readonly key: string;
  readonly reply: Reply;
  readonly manner: Manner;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** The posts of the page's channel. */
export type Posts = {
  /** Keeps a post; the same key again is the same post. Resolves to its number. */
  add(post: Omit<Post, "number">): Promise<number>;
  /** Those after this number, oldest first. */
  after(number: number): Promise<readonly Post[]>;
};

/** Most posts that are kept: with one a day, the last ten days. */
const MOST = 10;

/** How long they are kept after the newest one, in milliseconds. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Under which they wait; a ticket's key is a hash of 22 characters, so that none is the same. */
const KEY = "preview posts";

/** Posts in the bot's own parking place, so that one that came while nobody looked is there after a restart too. */
export function createPosts(parking: Parking, now: () => number): Posts {
  let adding: Promise<unknown> = Promise.resolve();
  // Read anew each time, since another process of the bot may have posted.
  const all = async () => read(await parking.find(KEY, now()));
  const add = async (post: Omit<Post, "number">): Promise<number> => {
    const before = await all();
    const same = before.find(({ key }) => key === post.key);
    if (same) return same.number;
    const number = (before.at(-1)?.number ?? 0) + 1;
    const kept = [...before, { ...post, number }].slice(-MOST);
    await parking.park(KEY, JSON.stringify(kept), now() + KEPT_MS);
    return number;
  };
  return {
    add(post) {
      // One after the other, so that none is written over by another.
      const added = adding.then(() => add(post));
      adding = added.catch(() => {});
      return added;
    },
    after: async (number) => (await all()).filter((post) => post.number > number),
  };
}

/** What we wrote ourselves. */
function read(text: string | undefined): readonly Post[] {
  return text === undefined ? [] : (JSON.parse(text) as readonly Post[]);
}
