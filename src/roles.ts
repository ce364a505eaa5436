import { type Config, ConfigError } from "#config";

/** What a process is for: everything, or a part of it beside other processes on the same database. */
export type Role = keyof typeof ROLES;

/**
 * What a process of a role does. Whatever its role, it may ask the sources for papers: of all processes on
 * a database one does.
 */
export type Duties = {
  /** Talks to whoever sits at the terminal. */
  readonly console: boolean;
  /** Holds the connections that people are answered over: Discord's gateway, Slack's sockets. */
  readonly gateway: boolean;
  /** Plans and sends the daily posts. */
  readonly work: boolean;
  /** Serves Slack over HTTP, its installation, and the pages. */
  readonly pages: boolean;
};

const ROLES = {
  all: { console: true, gateway: true, work: true, pages: true },
  gateway: { console: false, gateway: true, work: false, pages: false },
  worker: { console: false, gateway: false, work: true, pages: false },
  web: { console: false, gateway: false, work: false, pages: true },
} as const satisfies Readonly<Record<string, Duties>>;

/** What a process of this role does. */
export function dutiesOf(role: Role): Duties {
  return ROLES[role];
}

/**
 * The role that the arguments begin with (`--role worker` or `--role=worker`), `all` without one, and
 * the arguments after it.
 * @throws ConfigError when there is no such role, or when it is given together with a command
 */
export function readRole(args: readonly string[]): {
  readonly role: Role;
  readonly rest: readonly string[];
} {
  const [first = "", second = ""] = args;
  if (first !== "--role" && !first.startsWith("--role=")) return { role: "all", rest: args };
  const [name, rest] =
    first === "--role" ? [second, args.slice(2)] : [first.slice("--role=".length), args.slice(1)];
  if (!isRole(name))
    throw new ConfigError(
      `--role must be all, gateway, worker or web, not “${name.slice(0, 40)}”.`,
    );
  if (rest.length > 0)
    throw new ConfigError(`--role ${name} serves and takes no command: leave “${rest[0]}” away.`);
  return { role: name, rest };
}

function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}

/**
 * Sees to it that a process of this role has something to do, by how many platforms it posts on and
 * how many it listens to.
 * @throws ConfigError when it has not
 */
export function needWork(role: Role, posts: number, listens: number): void {
  if (role === "gateway" && listens === 0)
    throw new ConfigError(
      "--role gateway has nothing to hold: set DISCORD_TOKEN, or SLACK_APP_TOKEN for Slack's sockets.",
    );
  if (role === "worker" && posts === 0)
    throw new ConfigError(
      "--role worker has nowhere to post: set DISCORD_TOKEN, or Slack's settings.",
    );
}

/** Said at the start of a process that shares a SQLite database. */
export function warningOf(role: Role, database: Config["database"]): string | undefined {
  if (role === "all" || "url" in database) return undefined;
  return `--role ${role} on SQLite: run all processes on this machine, with the same DATA_DIR; several machines need PostgreSQL in DATABASE_URL.`;
}
