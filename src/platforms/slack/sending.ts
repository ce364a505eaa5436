import type { webApi } from "@slack/bolt";
import type { Log, Manner, Place, Progress, Refusals, Reply } from "#chat";
import type { Draws } from "./draws.ts";
import type { Workspaces } from "./workspaces.ts";

/** What posting needs. */
export type PostDesk = {
  readonly workspaces: Workspaces;
  readonly draws: Draws;
  /** Whether channels may be looked into for posts that may be out. */
  readonly history: boolean;
  /** Counts how often Slack limits us. */
  readonly refusals: Refusals;
  readonly log: Log;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of a workspace whose token Slack has revoked. */
  readonly removed: (tenant: string) => Promise<void>;
};

/** One post on its way. */
export type Sending = {
  readonly client: webApi.WebClient;
  readonly place: Place;
  readonly reply: Reply;
  readonly key: string;
  readonly manner: Manner;
  readonly progress: Progress;
};
