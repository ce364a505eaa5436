import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import type { Log } from "#chat";
import type { Rows } from "./options.ts";
import type { Seal } from "./seal.ts";

/** Where tokens are kept: sealed, a row for each workspace or, where a whole organisation installed the app, for that. */
export type Installations = InstallationStore & {
  /** Notes that this workspace is served by its organisation's installation. */
  covered(tenant: string, enterprise: string): Promise<void>;
  /** How to ask for the token of this workspace; undefined when the app is not installed there. */
  queryOf(tenant: string): Promise<InstallationQuery<boolean> | undefined>;
  /** Forgets a workspace's or an organisation's tokens; answers which workspaces have none any more. */
  forget(whose: string): Promise<readonly string[]>;
};

/** There is no token for a workspace, because the app is not installed there. */
export class NotInstalledError extends Error {
  override readonly name = "NotInstalledError";
}

/** A workspace's own token, or the organisation that has one for it. */
type Body = { readonly installation: Installation } | { readonly org: string };

const PLATFORM = "slack";

/** Keeps installations in `rows`; nothing but ids stands in them unsealed. */
export function createInstallations(options: {
  readonly rows: Rows;
  readonly seal: Seal;
  readonly log: Log;
  readonly now: () => number;
}): Installations {
  const { rows, seal, log, now } = options;
  const about = (tenant: string) => `${PLATFORM}/${tenant}`;
  const put = (tenant: string, body: Body): Promise<void> => {
    const sealed = seal.close(JSON.stringify(body), about(tenant));
    return rows.put({ platform: PLATFORM, tenant, body: sealed, at: now() });
  };
  const opened = (tenant: string, sealed: string): Body => {
    try {
      return JSON.parse(seal.open(sealed, about(tenant))) as Body;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.error({ tenant }, `The installation of ${tenant} can't be opened. ${why}`);
      throw error;
    }
  };
  const get = async (tenant: string): Promise<Body | undefined> => {
    const row = await rows.get({ platform: PLATFORM, tenant });
    return row && opened(tenant, row.body);
  };
  const coveredBy = async (org: string): Promise<readonly string[]> => {
    const all = await rows.all(PLATFORM);
    return all.flatMap(({ tenant, body }) => {
      try {
        const found = opened(tenant, body);
        return "org" in found && found.org === org ? [tenant] : [];
      } catch {
        return [];
      }
    });
  };
  return {
    storeInstallation: (installation) =>
      put(keyOf(installation), { installation: installation as Installation }),
    async fetchInstallation(query) {
      const key = query.isEnterpriseInstall ? query.enterpriseId : query.teamId;
      const found = key === undefined ? undefined : await get(key);
      if (found && "installation" in found) return found.installation as never;
      throw new NotInstalledError(`The app is not installed in ${key}`);
    },
    covered: (tenant, enterprise) => put(tenant, { org: enterprise }),
    async queryOf(tenant) {
      const found = await get(tenant);
      if (!found) return undefined;
      return "org" in found
        ? { teamId: tenant, enterpriseId: found.org, isEnterpriseInstall: true }
        : { teamId: tenant, enterpriseId: undefined, isEnterpriseInstall: false };
    },
    async forget(whose) {
      const under = await coveredBy(whose);
      const gone = [];
      for (const tenant of [whose, ...under])
        if (await rows.remove({ platform: PLATFORM, tenant })) gone.push(tenant);
      return gone;
    },
  };
}

function keyOf({ isEnterpriseInstall, enterprise, team }: Installation<"v1" | "v2", boolean>) {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error("Slack named no workspace for this installation");
  return id;
}
