import type { Community } from "#papers";
import type { Scope, Store } from "#store";

/** What a community liked longer ago says nothing of this week, in milliseconds: 7 days. */
const COMMUNITY_MS = 7 * 24 * 60 * 60 * 1000;

/** How long it is good to know what anybody likes, in milliseconds: it takes a look at every vote and save of the week. */
const FRESH_MS = 60_000;

/** What communities like. */
export type Communities = {
  /** What the people of one server or workspace voted for and saved this week, as of now. */
  of(scope: Scope): Promise<Community>;
  /** Keys of the papers that anybody anywhere did, as of a minute ago at most. */
  papers(): Promise<readonly string[]>;
};

/** Communities whose votes and saves are in a store. */
export function createCommunities(from: {
  readonly votes: Pick<Store["votes"], "counts" | "papersSince">;
  readonly saves: Pick<Store["saves"], "counts" | "papersSince">;
  readonly now: () => number;
}): Communities {
  const { votes, saves, now } = from;
  let known: { readonly at: number; readonly papers: Promise<readonly string[]> } | undefined;
  const ask = async () => {
    const since = now() - COMMUNITY_MS;
    return (await Promise.all([votes.papersSince(since), saves.papersSince(since)])).flat();
  };
  return {
    papers() {
      if (known && now() >= known.at && now() - known.at < FRESH_MS) return known.papers;
      const papers = ask();
      known = { at: now(), papers };
      papers.catch(() => {
        known = undefined;
      });
      return papers;
    },
    async of(scope) {
      const since = now() - COMMUNITY_MS;
      const [voted, saved] = await Promise.all([
        votes.counts(scope, since),
        saves.counts(scope, since),
      ]);
      const keys = [...voted.keys(), ...saved.keys()];
      return new Map(
        keys.map((key) => [key, { votes: voted.get(key) ?? 0, saves: saved.get(key) ?? 0 }]),
      );
    },
  };
}
