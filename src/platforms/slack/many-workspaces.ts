import { type AuthorizeResult, type AuthorizeSourceData, webApi } from "@slack/bolt";
import { createRecent, PostError } from "#chat";
import { type Installations, NotInstalledError } from "./installations.ts";
import { SealError } from "./seal.ts";
import type { Workspaces } from "./workspaces.ts";

/** Most workspaces whose client is kept, some 20 kB each: those that are posted to at the same hour. */
const MOST_CLIENTS = 500;

/** Most workspaces of organisations that are known to be written down. */
const MOST_COVERED = 10_000;

/** What gives out tokens, renewed when they are about to run out: Bolt's installer. */
type Installer = { authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult> };

/** Every workspace that installed the bot by OAuth, with the tokens that `installations` keeps. */
export function manyWorkspaces(options: {
  readonly installer: Installer;
  readonly installations: Installations;
  readonly clientOptions: () => webApi.WebClientOptions;
}): Workspaces {
  const { installer, installations } = options;
  type Client = { readonly token: string; readonly client: webApi.WebClient };
  const clients = createRecent<Client>(MOST_CLIENTS);
  const covered = createRecent<true>(MOST_COVERED);
  const asking = new Map<string, Promise<AuthorizeResult>>();
  // A refresh token works once: whoever asks while it is used gets the same answer.
  const authorize = (source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult> => {
    const key = `${source.isEnterpriseInstall} ${source.enterpriseId} ${source.teamId}`;
    const now = asking.get(key);
    if (now !== undefined) return now;
    const asked = installer.authorize(source).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  };
  return {
    async authorize(source) {
      const { isEnterpriseInstall, enterpriseId, teamId } = source;
      const result = await authorize(source);
      if (isEnterpriseInstall && enterpriseId && teamId && !covered.get(teamId)) {
        await installations.covered(teamId, enterpriseId);
        covered.set(teamId, true);
      }
      return result;
    },
    async client(tenant) {
      const { botToken } = await tokenFor(tenant, installations, authorize);
      const known = clients.get(tenant);
      if (known && known.token === botToken) return known.client;
      const client = new webApi.WebClient(botToken, { ...options.clientOptions(), teamId: tenant });
      clients.set(tenant, { token: botToken ?? "", client });
      return client;
    },
    async forget(whose) {
      const gone = await installations.forget(whose);
      for (const tenant of gone) {
        clients.delete(tenant);
        covered.delete(tenant);
      }
      return gone;
    },
  };
}

async function tokenFor(
  tenant: string,
  installations: Installations,
  authorize: (source: AuthorizeSourceData<boolean>) => Promise<AuthorizeResult>,
): Promise<AuthorizeResult> {
  const query = await installations.queryOf(tenant).catch((error: unknown) => {
    throw whyNone(error);
  });
  if (!query) throw new PostError("gone", "I am not installed in this workspace: install me anew.");
  try {
    return await authorize(query);
  } catch (error) {
    // Bolt's installer wraps what the store threw.
    throw whyNone((error as { readonly original?: unknown }).original);
  }
}

function whyNone(error: unknown): PostError {
  if (error instanceof SealError)
    return new PostError("auth", "My token for this workspace can't be opened: install me anew.");
  if (error instanceof NotInstalledError)
    return new PostError("auth", "I have no valid token for this workspace: install me anew.");
  return new PostError("transient", "I could not read my own records; I will try again");
}
