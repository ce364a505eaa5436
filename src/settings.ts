/** One setting of the bot, as .env.example and the docs show it. */
export type Setting = {
  readonly name: string;
  readonly about: string;
  /** What holds when it is empty; undefined when it is simply off. */
  readonly otherwise?: string;
  /** May also be read from the file that NAME_FILE names; its value never reaches a log. */
  readonly secret?: true;
  /** The shape that a value must have, with the words that say so. */
  readonly shape?: readonly [RegExp, string];
};

const id = [/^\d{17,20}$/, "a Discord id of 17 to 20 digits"] as const;
const onOff = [/^(?:1|0|yes|no|true|false|on|off)$/i, "yes or no"] as const;
const url = [/^https?:\/\/\S+$/, "an address that begins with http:// or https://"] as const;

/** Every setting, in the order of .env.example. */
export const settings: readonly Setting[] = [
  {
    name: "DISCORD_TOKEN",
    about: "turns Discord on",
    secret: true,
    shape: [
      /^[\w-]{10,}\.[\w-]{4,}\.[\w-]{20,}$/,
      "a bot token of three parts with dots between, from the Bot page of your application",
    ],
  },
  { name: "DISCORD_APPLICATION_ID", about: "the application's id", shape: id },
  {
    name: "DISCORD_GUILD_ID",
    about: "registers the commands in this server alone, at once (development)",
    shape: id,
  },
  {
    name: "DISCORD_API_URL",
    about: "base of Discord's REST API",
    otherwise: "https://discord.com/api",
    shape: url,
  },
  {
    name: "SLACK_BOT_TOKEN",
    about: "turns Slack on for one workspace",
    secret: true,
    shape: [/^xoxb-\S+$/, "a bot token that begins with xoxb-"],
  },
  {
    name: "SLACK_SIGNING_SECRET",
    about: "checks that requests over HTTP are Slack's",
    secret: true,
  },
  {
    name: "SLACK_APP_TOKEN",
    about: "Socket Mode instead of HTTP",
    secret: true,
    shape: [/^xapp-\S+$/, "an app-level token that begins with xapp-"],
  },
  { name: "SLACK_CLIENT_ID", about: "many workspaces by OAuth, with the next two and SECRET_KEY" },
  { name: "SLACK_CLIENT_SECRET", about: "the OAuth client's secret", secret: true },
  { name: "SLACK_STATE_SECRET", about: "signs the state of an installation", secret: true },
  {
    name: "SLACK_API_URL",
    about: "base of Slack's Web API",
    otherwise: "https://slack.com/api/",
    shape: url,
  },
  {
    name: "SLACK_MANAGERS",
    about: "who may subscribe channels besides admins and owners: user ids with commas between",
    shape: [
      /^[UW][A-Z0-9]+(?:\s*,\s*[UW][A-Z0-9]+)*$/,
      "Slack user ids such as U012AB3CD with commas between",
    ],
  },
  {
    name: "SLACK_HISTORY",
    about:
      "yes: look into a channel before a post is sent again, which asks for the history scopes",
    otherwise: "no",
    shape: onOff,
  },
  {
    name: "SLACK_CARDS",
    about: "yes: papers as Slack's own card blocks, which are new",
    otherwise: "no",
    shape: onOff,
  },
  {
    name: "ROOT_COMMAND",
    about: "the slash command's name",
    otherwise: "papers",
    shape: [/^[-_\p{Ll}\p{N}]{1,32}$/u, "1 to 32 lowercase letters, digits, - or _"],
  },
  { name: "HOST", about: "address of the one HTTP port", otherwise: "127.0.0.1" },
  {
    name: "PORT",
    about: "number of the one HTTP port",
    otherwise: "3000",
    shape: [
      /^(?:[1-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
      "a number from 0 to 65535",
    ],
  },
  {
    name: "PUBLIC_URL",
    about: "address by which a proxy makes the port known: for the links in feeds",
    shape: [/^https?:\/\/[^\s/?#]+\/?$/, "an address such as https://papers.example.org"],
  },
  {
    name: "PREVIEW",
    about:
      "the preview page at /; empty: on where no other machine can reach the port and PUBLIC_URL is empty; yes: elsewhere too, to look at alone; no: off",
    shape: onOff,
  },
  {
    name: "DATABASE_URL",
    about: "a PostgreSQL database, for several machines; empty: SQLite in DATA_DIR",
    secret: true,
    shape: [
      /^postgres(?:ql)?:\/\/\S+$/,
      "postgres://user:password@host:5432/database, or empty for SQLite",
    ],
  },
  { name: "DATA_DIR", about: "where the database lies", otherwise: "data" },
  {
    name: "SECRET_KEY",
    about: "encrypts stored tokens; needed for OAuth",
    secret: true,
    shape: [/^.{32,}$/, "at least 32 characters, such as openssl rand -hex 32 gives"],
  },
  {
    name: "SEARCH",
    about:
      "the catalogue in memory, or on LanceDB for 100,000 papers and more (npm run setup:lancedb)",
    otherwise: "minisearch",
    shape: [/^(?:minisearch|lancedb)$/, "minisearch or lancedb"],
  },
  {
    name: "LANCEDB_URI",
    about:
      "where SEARCH=lancedb keeps its tables; empty: lancedb in DATA_DIR; s3://… with AWS_… keys, for many machines",
    shape: [
      /^(?:s3:\/\/[^/\s]+(?:\/\S*)?|(?![a-z][a-z0-9+.-]+:\/\/).+)$/,
      "a folder, or an address such as s3://bucket/path",
    ],
  },
  {
    name: "EMBEDDINGS",
    about:
      "a model with ONNX files on the Hugging Face hub, such as Xenova/bge-small-en-v1.5: papers are found by their meaning too (npm run setup:embeddings)",
    shape: [/^[\w.-]+\/[\w.-]+$/, "a model's name such as Xenova/bge-small-en-v1.5"],
  },
  {
    name: "SOURCES",
    about: "which sources are polled; empty or none: none",
    otherwise: "huggingface,arxiv",
    shape: [
      /^(?:none|(?:huggingface|arxiv)(?:\s*,\s*(?:huggingface|arxiv))*)$/,
      "huggingface, arxiv, both with a comma between, or none",
    ],
  },
  {
    name: "HF_API_URL",
    about: "base of Hugging Face's API",
    otherwise: "https://huggingface.co/api",
    shape: url,
  },
  { name: "HF_TOKEN", about: "a Hugging Face token, for higher limits", secret: true },
  {
    name: "HF_SEARCH",
    about: "yes: what a search does not find here is asked of Hugging Face, for the next time",
    otherwise: "no",
    shape: onOff,
  },
  {
    name: "ARXIV_API_URL",
    about: "arXiv's API",
    otherwise: "https://export.arxiv.org/api/query",
    shape: url,
  },
  {
    name: "ARXIV_RSS_URL",
    about: "base of arXiv's announcements by category",
    otherwise: "https://rss.arxiv.org/rss",
    shape: url,
  },
  {
    name: "ARXIV_CATEGORIES",
    about: "arXiv categories to watch",
    otherwise: "cs.LG,cs.CL,cs.CV,cs.AI",
    shape: [
      /^[a-z-]+(?:\.[A-Za-z-]+)?(?:\s*,\s*[a-z-]+(?:\.[A-Za-z-]+)?)*$/,
      "categories such as cs.LG with commas between",
    ],
  },
  {
    name: "CONTACT",
    about: "a page or address of whoever runs this bot, told to the sources with each request",
    shape: [/^[\x21-\x7e]{1,200}$/, "a web or mail address, without blanks"],
  },
  {
    name: "LOG_LEVEL",
    about: "trace, debug, info, warn, error, fatal or silent",
    otherwise: "info",
    shape: [
      /^(?:trace|debug|info|warn|error|fatal|silent)$/,
      "trace, debug, info, warn, error, fatal or silent",
    ],
  },
];
