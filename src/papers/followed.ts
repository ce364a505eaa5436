import type { Addition, Catalogue } from "./catalogue.ts";
import type { Paper } from "./paper.ts";

/** What a catalogue took in: papers, by key, up to the change number `to`; and what moved, as `take` says. */
export type Taken = {
  readonly to: number;
  readonly keys: readonly string[];
  readonly moved: ReadonlyMap<string, string>;
};

/** A catalogue that follows a store of papers by the numbers of its changes. */
export type Followed = Catalogue & {
  /** The change number up to which it knows the store; it falls back when what held the papers was lost. */
  reached(): Promise<number>;
  /**
   * Adds the papers that changed after the change number `from`, up to `to`, and has reached `to`
   * then, unless it stands elsewhere than at `from`: adding again changes nothing, but what lies
   * between must not be skipped. Answers title key → arXiv key for those of them that live under
   * an arXiv key by now.
   */
  take(papers: readonly Paper[], from: number, to: number): Promise<ReadonlyMap<string, string>>;
  /**
   * Reads about `most` papers that changed after the change number `from` in the store by itself, and takes
   * them, so that nothing of them goes through this thread. Where there is no such method, or it answers
   * undefined, it has no way to the store and is to be given what changed.
   */
  takeNext?(from: number, most: number): Promise<Taken | undefined>;
};

/** How a catalogue adds papers, and tells under which key one lives now. */
type Adding = {
  add(papers: readonly Paper[]): Promise<Addition>;
  get(key: string): Promise<Paper | undefined>;
};

/** The two members that make a catalogue follow a store, beginning at a change number. */
export function following({ add, get }: Adding, seq = 0): Pick<Followed, "reached" | "take"> {
  let reached = seq;
  return {
    reached: async () => reached,
    take: async (papers, from, to) => {
      const moved = new Map((await add(papers)).replaced);
      // Another process may have stored again what was moved here already; only titles ever move.
      const titles = papers.filter(({ key }) => key.startsWith("title:") && !moved.has(key));
      const homes = await Promise.all(
        titles.map(async ({ key }) => [key, await get(key)] as const),
      );
      for (const [key, home] of homes) if (home && home.key !== key) moved.set(key, home.key);
      if (from === reached) reached = to;
      return moved;
    },
  };
}
