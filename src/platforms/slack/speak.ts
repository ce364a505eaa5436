import type { Logger } from "@slack/bolt";
import { type CommandCard, createRefusals, PlatformError, PostError } from "#chat";
import { connect } from "./connect.ts";
import { createDraws, type Draws } from "./draws.ts";
import type { OAuth } from "./oauth.ts";
import type { SlackOptions } from "./options.ts";
import { createPeople, type People } from "./people.ts";
import { createPost } from "./post.ts";
import { PLATFORM } from "./scene.ts";
import { createTell } from "./tell.ts";
import type { Workspaces } from "./workspaces.ts";

/** Where refusals are kept. */
const REFUSED = `${PLATFORM} refusals`;

const REMOVED = "I was removed from the workspace: install me again, then resume";

/** What speaks in Slack, whether or not anything is heard from there. */
export type Voice = {
  readonly workspaces: Workspaces;
  readonly oauth?: OAuth;
  readonly draws: Draws;
  readonly people: People;
  readonly post: ReturnType<typeof createPost>;
  readonly tell: ReturnType<typeof createTell>;
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
  const { config, tickets, logins, log, now, lost, wait } = options;
  const { workspaces, oauth } = await connect(options, commands, logger);
  const draws = createDraws(tickets, config.cards);
  const { managers } = config;
  const people = createPeople({ managers, now, log });
  const refusals = createRefusals(now, {
    kept: {
      record: (at) => logins.record(REFUSED, at),
      since: (at) => logins.since(REFUSED, at),
    },
  });
  const posting = { workspaces, draws, refusals };
  const removed = async (whose: string): Promise<void> => {
    for (const tenant of await workspaces.forget(whose))
      await lost({ platform: PLATFORM, tenant }, REMOVED);
  };
  const post = createPost({
    ...{ ...posting, history: config.history, log, wait },
    removed: config.oauth ? removed : async () => {},
  });
  const tell = createTell({ ...posting, people, managers });
  return { workspaces, draws, people, post, tell, removed, ...(oauth && { oauth }) };
}

/** A voice that is found when it is first needed, and looked for again where it was not found. */
export function createLazyVoice(find: () => Promise<Voice>): Pick<Voice, "post" | "tell"> {
  let finding: Promise<Voice> | undefined;
  const found = async (): Promise<Voice> => {
    finding ??= find();
    try {
      return await finding;
    } catch (error) {
      finding = undefined;
      if (!(error instanceof PlatformError)) throw error;
      const fault = error.passing ? "transient" : "auth";
      throw new PostError(fault, error.message, undefined, true);
    }
  };
  return {
    post: async (...what) => (await found()).post(...what),
    tell: async (...what) => (await found()).tell(...what),
  };
}
