import type { Community } from "#papers";
import type { Scope, Store } from "#store";

/** What a community liked longer ago says nothing of this week, in milliseconds: 7 days. */
const COMMUNITY_MS = 7 * 24 * 60 * 60 * 1000;

/** How long it is remembered who has any votes or saves, in milliseconds. */
const FRESH_MS = 60_000;

const NOBODY: Community = new Map();

/**
 * What the people of a server or workspace voted for and saved this week. Most have done neither, so who did
 * is asked once a minute for all of them, and what only for those.
 */
export function createCommunities(from: {
  readonly votes: Pick<Store["votes"], "counts" | "scopes">;
  readonly saves: Pick<Store["saves"], "counts" | "scopes">;
  readonly now: () => number;
}): (scope: Scope) => Promise<Community> {
  const { votes, saves, now } = from;
  let known: { readonly at: number; readonly names: Promise<ReadonlySet<string>> } | undefined;
  const ask = async (): Promise<ReadonlySet<string>> => {
    const since = now() - COMMUNITY_MS;
    const scopes = await Promise.all([votes.scopes(since), saves.scopes(since)]);
    return new Set(scopes.flat().map(nameOf));
  };
  const active = (): Promise<ReadonlySet<string>> => {
    if (known && now() >= known.at && now() - known.at < FRESH_MS) return known.names;
    const names = ask();
    known = { at: now(), names };
    names.catch(() => {
      known = undefined;
    });
    return names;
  };
  return async (scope) => {
    if (!(await active()).has(nameOf(scope))) return NOBODY;
    const since = now() - COMMUNITY_MS;
    const [voted, saved] = await Promise.all([
      votes.counts(scope, since),
      saves.counts(scope, since),
    ]);
    const keys = [...voted.keys(), ...saved.keys()];
    return new Map(
      keys.map((key) => [key, { votes: voted.get(key) ?? 0, saves: saved.get(key) ?? 0 }]),
    );
  };
}

function nameOf({ platform, tenant }: Scope): string {
  return `${platform} ${tenant}`;
}
