import type { Ids } from "./ids.ts";
import type { Channel, Message, Workspace } from "./workspace.ts";
import type { Draft, World } from "./world.ts";

/** A message that waits for its time. */
type ScheduledMessage = {
  readonly id: string;
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly draft: Draft;
  /** Seconds since 1970. */
  readonly postAt: number;
};

/** The messages that wait. */
export type Scheduled = {
  readonly waiting: ReadonlyMap<string, ScheduledMessage>;
  add(message: Omit<ScheduledMessage, "id">): ScheduledMessage;
  cancel(id: string): void;
  /** Posts those whose time has come by the fake's clock. */
  postDue(): readonly Message[];
};

/** Nothing waits yet. */
export function createScheduled(world: World, ids: Ids, now: () => number): Scheduled {
  const waiting = new Map<string, ScheduledMessage>();
  return {
    waiting,
    add(message) {
      const added = { ...message, id: ids.next("Q") };
      waiting.set(added.id, added);
      return added;
    },
    cancel: (id) => void waiting.delete(id),
    postDue() {
      const due = [...waiting.values()].filter(({ postAt }) => postAt * 1000 <= now());
      return due.map(({ id, workspace, channel, draft }) => {
        waiting.delete(id);
        return world.post(workspace, channel, draft, { by: "chat.scheduleMessage" });
      });
    },
  };
}
