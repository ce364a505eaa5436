import { ApiError } from "../api-error.ts";
import type { Backstage } from "../backstage.ts";
import { type Fields, textIn } from "../fields.ts";
import type { Tier } from "../rates.ts";
import type { Token } from "../tokens.ts";
import type { Channel, User, Workspace } from "../workspace.ts";

/** A request that has passed the door: its token is good and has the scopes that are always needed. */
export type Request = {
  readonly stage: Backstage;
  readonly args: Fields;
  readonly token: Token;
  /** The workspace that the token speaks for; of an organisation's workspaces the one that was asked about. */
  readonly workspace: Workspace;
  /** Adds a warning to the answer. */
  warn(warning: string): void;
};

/** One method of the Web API. */
export type Method = {
  readonly token: "bot" | "app" | "none";
  /** Needed always; what is needed in some cases is asked for with `need`. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  /** The answer without `ok`; throws ApiError to refuse. */
  run(request: Request): Fields | Promise<Fields>;
};

/** Insists on a scope that only some cases need. */
export function need(token: Token, ...scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !token.scopes.includes(scope));
  if (missing.length > 0)
    throw new ApiError("missing_scope", {
      needed: missing.join(","),
      provided: token.scopes.join(","),
    });
}

/** The string that a method can't do without. */
export function required(args: Fields, name: string): string {
  const value = textIn(args, name);
  if (!value) throw new ApiError("invalid_arguments", missing(name));
  return value;
}

function missing(name: string): Fields {
  const messages = [`[ERROR] missing required field: ${name}`];
  return { response_metadata: { messages } };
}

/** A whole number, which forms send as text. */
export function numberIn(args: Fields, name: string): number | undefined {
  const value = args[name];
  if (value === undefined || value === "") return undefined;
  const read = Number(value);
  if (!Number.isInteger(read)) throw new ApiError("invalid_arguments");
  return read;
}

/** A conversation that the bot can see: of private ones and direct messages its own. */
export function channelOf({ args, workspace }: Request, name = "channel"): Channel {
  const id = textIn(args, name);
  const channel = id ? workspace.channels.get(id) : undefined;
  if (!channel || channel.deleted) throw new ApiError("channel_not_found");
  if (channel.kind !== "public" && !channel.members.has(workspace.botUser))
    throw new ApiError("channel_not_found");
  return channel;
}

/** A conversation that the bot may write to; a person's id stands for the direct messages with them. */
export function writableChannel(request: Request): Channel {
  const { args, workspace, token } = request;
  const id = textIn(args, "channel") ?? "";
  const channel = workspace.users.has(id) ? workspace.direct(id) : channelOf(request);
  if (channel.archived) throw new ApiError("is_archived");
  if (!channel.members.has(workspace.botUser) && !token.scopes.includes("chat:write.public"))
    throw new ApiError("not_in_channel");
  return channel;
}

/** Somebody whom this workspace knows. */
export function userOf({ args, workspace }: Request, name = "user"): User {
  const user = workspace.users.get(required(args, name));
  if (!user) throw new ApiError("user_not_found");
  return user;
}
