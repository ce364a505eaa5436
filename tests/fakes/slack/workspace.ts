import type { Fields } from "./fields.ts";

/** What a person may do in a workspace; a `solo` guest is in one channel alone. */
type Role = "owner" | "admin" | "member" | "guest" | "solo" | "bot";

/** Somebody in a workspace, or a stranger who is in one of its shared channels. */
export type User = {
  readonly id: string;
  readonly name: string;
  /** The workspace this account belongs to: a stranger's is another one. */
  readonly team: string;
  readonly role: Role;
  /** IANA time zone. */
  readonly zone: string;
};

/** A picture of a message as it is shown at one moment. */
export type Message = {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** Who wrote it: a person, or the app's bot user. */
  readonly user: string;
  readonly text: string;
  /** As an app would read them back: with block_ids, texts escaped. Empty when the message is text alone. */
  readonly blocks: readonly Fields[];
  readonly attachments: readonly Fields[];
  readonly metadata?: Fields;
  /** Set: this person alone sees it, until they reload. */
  readonly onlyFor?: string;
  /** The `unfurl_links` and `unfurl_media` that it was sent with. */
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
  readonly broadcast?: boolean;
  readonly edited?: string;
  /** What app showed below the links of it, by link. */
  readonly unfurls: Readonly<Record<string, Fields>>;
  readonly files: readonly string[];
};

/** A conversation. */
export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im" | "mpim";
  /** User ids, the bot's among them when it is a member. */
  readonly members: Set<string>;
  archived: boolean;
  deleted: boolean;
  /** Other workspaces that share it. */
  readonly sharedWith: readonly string[];
  messages: readonly Message[];
};

/** A company's roof over several workspaces. */
export type Enterprise = { readonly id: string; readonly name: string };

/** A Slack workspace; who and what is in it can be changed by a test at any time. */
export type Workspace = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise?: Enterprise;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** The app's bot user and its bot id here. */
  readonly botUser: string;
  readonly botId: string;
  /** By name or id; throws when there is none. */
  user(nameOrId: string): User;
  channel(nameOrId: string): Channel;
  addUser(user: Partial<Omit<User, "name">> & Pick<User, "name">): User;
  addChannel(channel: {
    readonly name: string;
    readonly id?: string;
    readonly kind?: Channel["kind"];
    /** Names or ids; the bot is "bot". Everybody and the bot when not given. */
    readonly members?: readonly string[];
    readonly archived?: boolean;
    readonly sharedWith?: readonly string[];
  }): Channel;
  /** The direct messages of these people and the bot; opened on first use. */
  direct(...users: readonly string[]): Channel;
};

/** An empty workspace with the app's bot in it. `mark` tells its ids apart from those of others. */
export function createWorkspace(options: {
  readonly name: string;
  readonly mark: string;
  readonly enterprise?: Enterprise;
}): Workspace {
  const { name, mark, enterprise } = options;
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const id = `T0${mark}`;
  const botUser = `U0${mark}BOT`;
  const find = <T extends { readonly name: string }>(what: string, all: Map<string, T>) => {
    return (nameOrId: string): T => {
      const found = all.get(nameOrId) ?? [...all.values()].find((one) => one.name === nameOrId);
      if (!found) throw new Error(`There is no ${what} "${nameOrId}" in workspace ${name}.`);
      return found;
    };
  };
  const user = find("user", users);
  const channel = find("channel", channels);

  const addUser: Workspace["addUser"] = (given) => {
    const made: User = {
      id: `U0${mark}${codeOf(given.name)}`,
      team: id,
      role: "member",
      zone: "Europe/Berlin",
      ...given,
    };
    users.set(made.id, made);
    return made;
  };

  const addChannel: Workspace["addChannel"] = (given) => {
    const { kind = "public", members, sharedWith = [], archived = false } = given;
    const letter = kind === "im" ? "D" : "C";
    const made: Channel = {
      id: given.id ?? `${letter}0${mark}${codeOf(given.name)}`,
      name: given.name,
      kind,
      members: new Set(members ? members.map((one) => user(one).id) : users.keys()),
      archived,
      deleted: false,
      sharedWith,
      messages: [],
    };
    channels.set(made.id, made);
    return made;
  };

  const direct: Workspace["direct"] = (...people) => {
    const ids = [...people.map((one) => user(one).id), botUser].sort();
    const open = [...channels.values()].find(
      ({ kind, members }) =>
        (kind === "im" || kind === "mpim") && [...members].sort().join() === ids.join(),
    );
    const kind = people.length > 1 ? "mpim" : "im";
    return open ?? addChannel({ name: `dm-${ids.join("-")}`, kind, members: ids });
  };

  addUser({ id: botUser, name: "bot", role: "bot" });
  return {
    id,
    name,
    domain: name.toLowerCase(),
    ...(enterprise && { enterprise }),
    users,
    channels,
    botUser,
    botId: `B0${mark}BOT`,
    user,
    channel,
    addUser,
    addChannel,
    direct,
  };
}

function codeOf(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
}
