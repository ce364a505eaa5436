import type { Logger } from "@slack/bolt";
import { type CommandCard, PlatformError, PostError, type Posted } from "#chat";
import { connect } from "./connect.ts";
import { createDraws, type Draws } from "./draws.ts";
import type { OAuth } from "./oauth.ts";
import type { SlackOptions } from "./options.ts";
import { createPost } from "./post.ts";
import { PLATFORM } from "./scene.ts";
import type { Workspaces } from "./workspaces.ts";

const REMOVED = "I was removed from the workspace: install me again, then resume";

/** What speaks in Slack, whether or not anything is heard from there. */
export type Voice = {
  readonly workspaces: Workspaces;
  readonly oauth?: OAuth;
  readonly draws: Draws;
  readonly post: ReturnType<typeof createPost>;
  /** Stops what was subscribed in a workspace or organisation that took the bot out. */
  removed(whose: string): Promise<void>;
};

/**
 * Makes what posting needs, over the Web API alone. `commands` are those whose scopes must be there.
 * @throws PlatformError when Slack refuses the token
 */
export async function speak(
  options: SlackOptions & Required<Pick<SlackOptions, "wait">>,
  commands: readonly CommandCard[],
  logger: Logger,
): Promise<Voice> {
  const { config, tickets, log, lost, wait } = options;
  const { workspaces, oauth } = await connect(options, commands, logger);
  const draws = createDraws(tickets, config.cards);
  const removed = async (whose: string): Promise<void> => {
    for (const tenant of await workspaces.forget(whose))
      await lost({ platform: PLATFORM, tenant }, REMOVED);
  };
  const post = createPost({
    ...{ workspaces, draws, history: config.history, log, wait },
    removed: config.oauth ? removed : async () => {},
  });
  return { workspaces, draws, post, removed, ...(oauth && { oauth }) };
}

/** A post by a voice that is found at the first one, and looked for again where it was not found. */
export function createLazyPost(find: () => Promise<Voice>): Voice["post"] {
  let finding: Promise<Voice> | undefined;
  return async (...post): Promise<Posted> => {
    finding ??= find();
    try {
      return await (await finding).post(...post);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      finding = undefined;
      const fault = error.passing ? "transient" : "auth";
      throw new PostError(fault, error.message, undefined, true);
    }
  };
}
