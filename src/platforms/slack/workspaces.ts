import type { Authorize, webApi } from "@slack/bolt";

/** Whose tokens the bot has: of one workspace, or of all that installed it. */
export type Workspaces = {
  /** For Bolt: the token for whatever came in. Rejects where the app is not installed. */
  readonly authorize: Authorize<boolean>;
  /**
   * A client for a post in this workspace, its token renewed when it is about to run out.
   * @throws PostError when there is no token for it
   */
  client(tenant: string): Promise<webApi.WebClient>;
  /** Forgets the tokens of a workspace or organisation; answers the workspaces that are lost by it. */
  forget(whose: string): Promise<readonly string[]>;
};
