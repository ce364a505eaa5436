import { join } from "node:path";
import { distance } from "fastest-levenshtein";
import { type PreviewConfig, previewOf } from "./preview-config.ts";
import { type Environment, isOn, listOf, type Read } from "./setting-values.ts";
import { type Setting, settings } from "./settings.ts";
import { type SourcesConfig, sourcesOf } from "./sources-config.ts";

/** How to reach Discord. */
export type DiscordConfig = {
  readonly token: string;
  readonly applicationId?: string;
  /** Register the commands in this server alone. */
  readonly guildId?: string;
  readonly apiUrl: string;
};

/** How to reach Slack: one workspace by its bot token, or many by OAuth; over a socket when there is an app token, else over HTTP. */
export type SlackConfig = {
  readonly apiUrl: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly stateSecret: string;
    readonly secretKey: string;
  };
  /** User ids that may manage besides admins and owners. */
  readonly managers: readonly string[];
  /** Look into the channel before a post is sent again. */
  readonly history: boolean;
  /** Draw papers as Slack's own card blocks. */
  readonly cards: boolean;
};

/** What the environment asks for, read once and checked. */
export type Config = {
  /** Present when Discord's token is set. */
  readonly discord?: DiscordConfig;
  /** Present when Slack is set up for one workspace or many. */
  readonly slack?: SlackConfig;
  readonly sources: SourcesConfig;
  /** Present when papers lie in LanceDB: a folder, or an address such as s3://bucket/path. */
  readonly lancedb?: { readonly uri: string };
  /** A model on the Hugging Face hub that adds meaning to words. */
  readonly embeddings?: string;
  readonly rootCommand: string;
  /** The one HTTP port. */
  readonly host: string;
  readonly port: number;
  /** The address that a proxy gives the port. */
  readonly publicUrl?: string;
  readonly preview: PreviewConfig;
  readonly dataDir: string;
  /** Path of the SQLite database, whether or not it is the one in use. */
  readonly databaseFile: string;
  /** Where everything is kept: in that file, or in a database of a PostgreSQL server. */
  readonly database: { readonly file: string } | { readonly url: string };
  readonly logLevel: string;
  /** Every secret value, so that the log can leave them out. */
  readonly secrets: readonly string[];
  /** Sentences for the log: what looks like a slip but stops nothing. */
  readonly warnings: readonly string[];
};

/** Settings that can't be used: one message that names every fault with its cure, and no secret's value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Variables of Amazon's that open an object store. */
const SECRETS_OF_AWS = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;

/** Beginnings by which a variable that we don't know looks like a slip of ours. */
const OURS = /^(?:DISCORD|SLACK|HF|ARXIV|LANCEDB)_/;

/**
 * Reads the settings; `readFile` gives the text of a NAME_FILE.
 * @throws ConfigError naming every fault at once
 */
export function readConfig(env: Environment, readFile: (path: string) => string): Config {
  const faults: string[] = [];
  const values = new Map<string, string>();
  const secrets: string[] = [];
  for (const setting of settings) {
    const value = readSetting(setting, env, readFile, faults);
    if (value === undefined) continue;
    // SECRET_KEY may hold several keys, each of which is a secret by itself.
    if (setting.secret) secrets.push(...new Set([value, ...value.split(",")]));
    if (setting.shape?.[0].test(value) === false)
      faults.push(`${setting.name} must be ${setting.shape[1]}.`);
    values.set(setting.name, value);
  }
  const has = (name: string) => values.has(name);
  faults.push(...combinations(has));
  if (faults.length > 0)
    throw new ConfigError(
      `Paperboy can't start with these settings:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  const of = (name: string) => values.get(name) ?? defaultOf(name);
  const databaseFile = join(of("DATA_DIR"), "paperboy.db");
  return {
    ...(has("DISCORD_TOKEN") && { discord: discordOf(of) }),
    ...((has("SLACK_BOT_TOKEN") || has("SLACK_CLIENT_ID")) && { slack: slackOf(of) }),
    sources: sourcesOf(of, env),
    ...(of("SEARCH") === "lancedb" && { lancedb: lancedbOf(of) }),
    ...(has("EMBEDDINGS") && { embeddings: of("EMBEDDINGS") }),
    rootCommand: of("ROOT_COMMAND"),
    host: of("HOST"),
    port: Number(of("PORT")),
    ...(has("PUBLIC_URL") && { publicUrl: of("PUBLIC_URL") }),
    preview: previewOf(of),
    dataDir: of("DATA_DIR"),
    databaseFile,
    database: has("DATABASE_URL") ? { url: of("DATABASE_URL") } : { file: databaseFile },
    logLevel: of("LOG_LEVEL"),
    secrets: [...secrets, ...SECRETS_OF_AWS.flatMap((name) => env[name]?.trim() || [])],
    warnings: slips(env),
  };
}

/** In the folder of the database, unless another place is named. */
function lancedbOf(of: Read): { readonly uri: string } {
  return { uri: of("LANCEDB_URI") || join(of("DATA_DIR"), "lancedb") };
}

function discordOf(of: Read): DiscordConfig {
  const [applicationId, guildId] = [of("DISCORD_APPLICATION_ID"), of("DISCORD_GUILD_ID")];
  return {
    token: of("DISCORD_TOKEN"),
    ...(applicationId && { applicationId }),
    ...(guildId && { guildId }),
    apiUrl: of("DISCORD_API_URL"),
  };
}

function slackOf(of: Read): SlackConfig {
  const [appToken, signingSecret] = [of("SLACK_APP_TOKEN"), of("SLACK_SIGNING_SECRET")];
  const [botToken, clientId] = [of("SLACK_BOT_TOKEN"), of("SLACK_CLIENT_ID")];
  const oauth = {
    clientId,
    clientSecret: of("SLACK_CLIENT_SECRET"),
    stateSecret: of("SLACK_STATE_SECRET"),
    secretKey: of("SECRET_KEY"),
  };
  return {
    apiUrl: of("SLACK_API_URL"),
    ...(appToken && { appToken }),
    ...(signingSecret && { signingSecret }),
    ...(botToken && { botToken }),
    ...(clientId && { oauth }),
    managers: listOf(of("SLACK_MANAGERS")),
    history: isOn(of("SLACK_HISTORY")),
    cards: isOn(of("SLACK_CARDS")),
  };
}

function readSetting(
  { name, secret }: Setting,
  env: Environment,
  readFile: (path: string) => string,
  faults: string[],
): string | undefined {
  const value = env[name]?.trim() || undefined;
  const path = secret ? env[`${name}_FILE`]?.trim() : undefined;
  if (!path) return value;
  if (value) {
    faults.push(`${name} and ${name}_FILE are both set: keep one.`);
    return undefined;
  }
  try {
    const text = readFile(path).trim();
    if (text) return text;
    faults.push(`${name}_FILE names ${path}, which is empty: put the secret there.`);
  } catch {
    faults.push(
      `${name}_FILE names ${path}, which can't be read: check the path and its permissions.`,
    );
  }
  return undefined;
}

/** Settings that need each other. */
function combinations(has: (name: string) => boolean): string[] {
  const faults: string[] = [];
  const oauth = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"];
  const missing = [...oauth, "SECRET_KEY"].filter((name) => !has(name));
  if (oauth.some(has) && missing.length > 0)
    faults.push(`Slack for many workspaces also needs ${missing.join(", ")}.`);
  if (has("SLACK_BOT_TOKEN") && !has("SLACK_SIGNING_SECRET") && !has("SLACK_APP_TOKEN"))
    faults.push(
      "SLACK_BOT_TOKEN also needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
    );
  if (has("SLACK_BOT_TOKEN") && has("SLACK_CLIENT_ID"))
    faults.push(
      "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many: keep one of them.",
    );
  if (has("SLACK_CLIENT_ID") && !has("SLACK_SIGNING_SECRET") && !has("SLACK_APP_TOKEN"))
    faults.push(
      "SLACK_CLIENT_ID also needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).",
    );
  return faults;
}

function slips(env: Environment): string[] {
  const names = settings.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));
  return Object.keys(env).flatMap((name) => {
    if (names.includes(name) || name.length < 6) return [];
    const meant = names
      .map((known) => ({ known, edits: distance(name, known) }))
      .sort((a, b) => a.edits - b.edits)[0];
    const near = meant && meant.edits <= 2 ? meant.known : undefined;
    if (!OURS.test(name) && !near) return [];
    return [`${name} is no setting of mine${near ? `: did you mean ${near}?` : "."}`];
  });
}

function defaultOf(name: string): string {
  return settings.find((setting) => setting.name === name)?.otherwise ?? "";
}
