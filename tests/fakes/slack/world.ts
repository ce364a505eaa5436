import { furnish } from "./furnish.ts";
import type { Ids } from "./ids.ts";
import type { View } from "./views.ts";
import { type Channel, createWorkspace, type Message, type Workspace } from "./workspace.ts";

/** How something came to be shown. */
export type Cause = {
  /** The Web API method, `response_url`, `ack` or `person`. */
  readonly by: string;
  /** The response_url that it came through, by its id. */
  readonly response?: string;
  /** The trigger that opened it. */
  readonly trigger?: string;
  /** The view that it followed on. */
  readonly view?: string;
};

/** Something that became visible to somebody, or went away. */
export type Shown =
  | {
      readonly what: "message" | "ephemeral" | "update" | "delete" | "unfurl";
      readonly message: Message;
      readonly cause: Cause;
    }
  | {
      readonly what: "modal" | "home" | "closed";
      readonly view: View;
      readonly cause: Cause;
    };

/** What a message needs to be posted; the rest is filled in. */
export type Draft = Pick<Message, "text"> & Partial<Omit<Message, "text" | "ts" | "team">>;

/** All workspaces and what happens in them. */
export type World = {
  readonly workspaces: ReadonlyMap<string, Workspace>;
  /** Everything that was shown, in order. */
  readonly shown: readonly Shown[];
  /** A new workspace with the usual people and channels; `enterprise` puts it under that organisation's roof. */
  addWorkspace(options: {
    readonly name: string;
    /** Part of every id in it; its name in capitals when not given. */
    readonly mark?: string;
    readonly enterprise?: { readonly id: string; readonly name: string };
  }): Workspace;
  /** By id or name; throws when there is none. */
  workspace(idOrName: string): Workspace;
  post(workspace: Workspace, channel: Channel, draft: Draft, cause: Cause): Message;
  /** Shows a message anew with these changes. */
  change(message: Message, changes: Partial<Message>, cause: Cause, what?: "unfurl"): Message;
  remove(message: Message, cause: Cause): void;
  /** The message as it is now. */
  find(team: string, channel: string, ts: string): Message | undefined;
  show(shown: Shown): void;
  /** Calls `listener` with everything that is shown from now on; returns what ends that. */
  watch(listener: (shown: Shown) => void): () => void;
};

/** An empty world. */
export function createWorld(ids: Ids): World {
  const workspaces = new Map<string, Workspace>();
  const listeners = new Set<(shown: Shown) => void>();
  const history: Shown[] = [];
  const show = (shown: Shown) => {
    history.push(shown);
    for (const listener of [...listeners]) listener(shown);
  };
  const channelOf = (team: string, channel: string) => workspaces.get(team)?.channels.get(channel);
  const swap = (old: Message, now: Message | undefined) => {
    const channel = channelOf(old.team, old.channel);
    if (!channel) return;
    channel.messages = channel.messages.flatMap((one) => (one.ts === old.ts ? (now ?? []) : one));
  };

  return {
    workspaces,
    shown: history,
    show,
    addWorkspace({ name, mark = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, ""), enterprise }) {
      const workspace = furnish(createWorkspace({ name, mark, ...(enterprise && { enterprise }) }));
      workspaces.set(workspace.id, workspace);
      return workspace;
    },
    workspace(idOrName) {
      const found =
        workspaces.get(idOrName) ?? [...workspaces.values()].find(({ name }) => name === idOrName);
      if (!found) throw new Error(`There is no workspace "${idOrName}".`);
      return found;
    },
    post(workspace, channel, draft, cause) {
      const message: Message = {
        user: workspace.botUser,
        blocks: [],
        attachments: [],
        unfurls: {},
        files: [],
        ...draft,
        team: workspace.id,
        channel: channel.id,
        ts: ids.ts(),
      };
      channel.messages = [...channel.messages, message];
      show({ what: message.onlyFor ? "ephemeral" : "message", message, cause });
      return message;
    },
    change(message, changes, cause, what) {
      const now = { ...message, ...changes };
      swap(message, now);
      show({ what: what ?? "update", message: now, cause });
      return now;
    },
    remove(message, cause) {
      swap(message, undefined);
      show({ what: "delete", message, cause });
    },
    find: (team, channel, ts) =>
      channelOf(team, channel)?.messages.find((message) => message.ts === ts),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
