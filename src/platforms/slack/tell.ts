import { type Addressee, PostError, type Reply } from "#chat";
import type { People } from "./people.ts";
import { outcomeOf } from "./post-faults.ts";
import { type Drawn, renderMessage } from "./render.ts";
import type { PostDesk } from "./sending.ts";

/** What telling needs besides what posting does. */
type TellDesk = Pick<PostDesk, "workspaces" | "draws" | "refusals"> & {
  readonly people: People;
  /** User ids that the operator named as managers. */
  readonly managers: readonly string[];
};

/**
 * Makes `Platform.tell`: the direct messages of the person as long as they manage the workspace, else of
 * those whom the operator named.
 */
export function createTell({ workspaces, draws, refusals, people, managers }: TellDesk) {
  return async ({ tenant, person }: Addressee, reply: Reply): Promise<void> => {
    const wait = await refusals.wait();
    if (wait > 0)
      throw new PostError("rate", "Slack has limited me so often that I keep still", wait);
    const client = await workspaces.client(tenant);
    const drawn = renderMessage(reply, await draws([reply]));
    for (const id of new Set([person, ...managers])) {
      const { manager, unclear } = await people(client, tenant, { id });
      if (unclear) throw new PostError("transient", "Slack did not tell me who may manage");
      if (manager && (await delivered(client, id, drawn))) return;
    }
    throw new PostError("gone", "nobody who manages the workspace can be told");
  };
}

/** Slack opens the direct messages with whoever's id stands in place of a channel. */
async function delivered(
  client: Awaited<ReturnType<PostDesk["workspaces"]["client"]>>,
  person: string,
  { text, blocks }: Drawn,
): Promise<boolean> {
  try {
    await client.chat.postMessage({ channel: person, text, blocks: [...blocks] });
    return true;
  } catch (error) {
    const { fault, cure, retryAfter } = outcomeOf(error);
    if (fault === "gone" || fault === "forbidden") return false;
    throw new PostError(fault, cure, retryAfter);
  }
}
