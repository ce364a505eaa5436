import { randomBytes } from "node:crypto";
import { ApiError } from "./api-error.ts";
import type { Ids } from "./ids.ts";
import type { User, Workspace } from "./workspace.ts";

/** How long a trigger can be exchanged, in milliseconds (docs.slack.dev, handling user interaction). */
const TRIGGER_LIFE = 3000;

/** What a trigger stands for: this person did something, in this view if any. */
type Trigger = {
  readonly id: string;
  readonly user: User;
  readonly workspace: Workspace;
  readonly view?: string;
};

/** Triggers that were given out. */
export type Triggers = {
  issue(user: User, workspace: Workspace, view?: string): Trigger;
  /** The trigger of this id as it is, not used up by looking at it. */
  peek(id: string | undefined): Trigger | undefined;
  /**
   * The trigger of this id, once.
   * @throws ApiError as documented for views.open: invalid_, expired_ or exchanged_trigger_id
   */
  take(id: string | undefined): Trigger;
};

/** Triggers over the fake's clock. */
export function createTriggers(ids: Ids, now: () => number): Triggers {
  const given = new Map<string, Trigger & { readonly at: number; used: boolean }>();
  return {
    issue(user, workspace, view) {
      const id = `${ids.count()}.${ids.count()}.${randomBytes(16).toString("hex")}`;
      const trigger = { id, user, workspace, ...(view && { view }) };
      given.set(id, { ...trigger, at: now(), used: false });
      return trigger;
    },
    peek: (id) => given.get(id ?? ""),
    take(id) {
      const trigger = given.get(id ?? "");
      if (!trigger) throw new ApiError("invalid_trigger_id");
      if (trigger.used) throw new ApiError("exchanged_trigger_id");
      if (now() - trigger.at >= TRIGGER_LIFE) throw new ApiError("expired_trigger_id");
      trigger.used = true;
      return trigger;
    },
  };
}
