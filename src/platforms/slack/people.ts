import type { webApi } from "@slack/bolt";
import { createRecent, type Log, type Person } from "#chat";

/** Longest that a verdict on somebody holds, in milliseconds. */
const FRESH_MS = 5 * 60_000;

/** Most people that are kept in memory. */
const MOST = 5_000;

/** Somebody as a payload names them. */
export type Named = { readonly id: string; readonly name?: string };

/** Somebody as far as Slack told; `unclear` when it did not, so that they may not manage for now. */
type Known = Person & { readonly unclear?: true };

/** Looks up who somebody is in a workspace: whether they may manage, and their time zone. Never rejects. */
export type People = (client: webApi.WebClient, tenant: string, who: Named) => Promise<Known>;

type Verdict = Pick<Person, "manager" | "zone">;
type User = NonNullable<webApi.UsersInfoResponse["user"]>;

/**
 * People by users.info, kept for 5 minutes at most. Admins and owners of the workspace may manage, and
 * those whom the operator named; guests and people of other workspaces never. Whoever can't be looked
 * up may not.
 */
export function createPeople(options: {
  readonly managers: readonly string[];
  readonly now: () => number;
  readonly log: Log;
}): People {
  const { managers, now, log } = options;
  const known = createRecent<{ readonly until: number; readonly verdict: Promise<Verdict> }>(MOST);
  const look = async (client: webApi.WebClient, tenant: string, id: string): Promise<Verdict> => {
    const { user } = await client.users.info({ user: id });
    if (!user) throw new Error("Slack named no user");
    return {
      manager: mayManage(user, tenant, managers.includes(id)),
      ...(user.tz && { zone: user.tz }),
    };
  };
  return async (client, tenant, { id, name }) => {
    const key = `${tenant} ${id}`;
    const found = known.get(key);
    let verdict = found && found.until > now() ? found.verdict : undefined;
    if (!verdict) {
      verdict = look(client, tenant, id);
      known.set(key, { until: now() + FRESH_MS, verdict });
    }
    try {
      return { id, ...(name && { name }), ...(await verdict) };
    } catch (error) {
      if (known.get(key)?.verdict === verdict) known.delete(key);
      log.warn({ err: error, tenant }, "Somebody could not be looked up, so may not manage");
      return { id, ...(name && { name }), manager: false, unclear: true };
    }
  };
}

/** Slack leaves the roles out for people of other workspaces; in an organisation one account is in several. */
function mayManage(user: User, tenant: string, named: boolean): boolean {
  const { is_restricted, is_ultra_restricted, is_stranger, is_bot, deleted } = user;
  if (is_restricted || is_ultra_restricted || is_stranger || is_bot || deleted) return false;
  const home = user.team_id === tenant || (user.enterprise_user?.teams ?? []).includes(tenant);
  if (!home) return false;
  return named || user.is_admin === true || user.is_owner === true;
}
