import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "#config";
import { settings } from "../src/settings.ts";

const noFile = (): string => {
  throw new Error("no such file");
};
const faultsOf = (env: Record<string, string>, readFile = noFile): string => {
  try {
    readConfig(env, readFile);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
};

test("an empty environment gives the defaults", () => {
  expect(readConfig({ LOG_LEVEL: "", DISCORD_TOKEN: " " }, noFile)).toEqual({
    sources: {
      huggingface: { apiUrl: "https://huggingface.co/api", search: false },
      arxiv: {
        apiUrl: "https://export.arxiv.org/api/query",
        rssUrl: "https://rss.arxiv.org/rss",
        categories: ["cs.LG", "cs.CL", "cs.CV", "cs.AI"],
      },
    },
    rootCommand: "papers",
    host: "127.0.0.1",
    port: 3000,
    preview: "open",
    dataDir: "data",
    databaseFile: "data/paperboy.db",
    database: { file: "data/paperboy.db" },
    logLevel: "info",
    secrets: [],
    warnings: [],
  });
});

test.each([
  ["127.0.0.1", "", "open"],
  ["::1", "", "open"],
  ["localhost", "yes", "open"],
  ["127.0.0.1", "no", "off"],
  ["0.0.0.0", "", "off"],
  ["192.0.2.7", "", "off"],
  ["127.0.0.1.example.org", "", "off"],
  ["0.0.0.0", "1", "read-only"],
  ["bot.example.org", "yes", "read-only"],
  ["0.0.0.0", "no", "off"],
])("on %s with PREVIEW=%s the preview is %s", (HOST, PREVIEW, preview) => {
  expect(readConfig({ HOST, PREVIEW }, noFile)).toMatchObject({ preview });
});

test.each([
  ["", "off"],
  ["yes", "read-only"],
  ["no", "off"],
])(
  "behind a proxy, for which everybody comes from this machine, PREVIEW=%s makes it %s",
  (PREVIEW, preview) => {
    const env = { HOST: "127.0.0.1", PUBLIC_URL: "https://papers.example.org", PREVIEW };
    expect(readConfig(env, noFile)).toMatchObject({ preview });
  },
);

test("a platform is configured when its token is there, with what it needs and no more", () => {
  const token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.0123456789012345678901234567890";
  expect(
    readConfig({ DISCORD_TOKEN: token, DISCORD_GUILD_ID: "12345678901234567" }, noFile),
  ).toEqual(
    expect.objectContaining({
      discord: { token, guildId: "12345678901234567", apiUrl: "https://discord.com/api" },
    }),
  );
  const slack = {
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "client-secret",
    SLACK_STATE_SECRET: "state-secret",
    SLACK_SIGNING_SECRET: "signing-secret",
    SECRET_KEY: "0123456789abcdef0123456789abcdef",
    SLACK_MANAGERS: "U1, U2",
    SLACK_HISTORY: "yes",
  };
  expect(readConfig(slack, noFile).slack).toEqual({
    apiUrl: "https://slack.com/api/",
    signingSecret: "signing-secret",
    oauth: {
      clientId: "1.2",
      clientSecret: "client-secret",
      stateSecret: "state-secret",
      secretKey: "0123456789abcdef0123456789abcdef",
    },
    managers: ["U1", "U2"],
    history: true,
    cards: false,
  });
  expect(faultsOf({ ...slack, SLACK_BOT_TOKEN: "xoxb-1" })).toContain("keep one of them");
  const { SLACK_SIGNING_SECRET: _, ...unsigned } = slack;
  expect(faultsOf(unsigned)).toContain("SLACK_CLIENT_ID also needs SLACK_SIGNING_SECRET");
});

describe("the sources", () => {
  const sourcesOf = (env: Record<string, string>) => readConfig(env, noFile).sources;

  test("are those that are named; empty or none is none", () => {
    expect(Object.keys(sourcesOf({ SOURCES: "arxiv" }))).toEqual(["arxiv"]);
    expect(Object.keys(sourcesOf({ SOURCES: "arxiv , huggingface" }))).toHaveLength(2);
    for (const none of ["none", "", "  "]) expect(sourcesOf({ SOURCES: none })).toEqual({});
    expect(faultsOf({ SOURCES: "arxiv,openreview" })).toContain(
      "SOURCES must be huggingface, arxiv",
    );
  });

  test("are reached as the settings say", () => {
    const config = readConfig(
      {
        ...{
          HF_API_URL: "http://proxy:8080/hf",
          HF_TOKEN: "hf_secret",
          CONTACT: "mailto:a@b.example",
        },
        ...{ ARXIV_API_URL: "http://proxy/api", ARXIV_RSS_URL: "http://proxy/rss" },
        HF_SEARCH: "yes",
        ARXIV_CATEGORIES: "math.CO, hep-th,math.CO",
      },
      noFile,
    );
    expect(config.sources).toEqual({
      huggingface: { apiUrl: "http://proxy:8080/hf", token: "hf_secret", search: true },
      arxiv: {
        ...{ apiUrl: "http://proxy/api", rssUrl: "http://proxy/rss" },
        categories: ["math.CO", "hep-th"],
      },
      contact: "mailto:a@b.example",
    });
    expect(config.secrets).toEqual(["hf_secret"]);
  });
});

test("everything is kept in PostgreSQL when an address is given, which is a secret", () => {
  const url = "postgres://paperboy:hunter2@db:5432/paperboy?sslmode=require";
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: "/data" }, noFile);
  expect(config.database).toEqual({ url });
  expect(config.databaseFile).toBe("/data/paperboy.db");
  expect(config.secrets).toEqual([url]);
});

test("papers lie in LanceDB when it is asked for, beside the database unless a place is named", () => {
  expect(readConfig({ LANCEDB_URI: "/lance" }, noFile).lancedb).toBeUndefined();
  const of = (env: Record<string, string>) =>
    readConfig({ SEARCH: "lancedb", ...env }, noFile).lancedb;
  expect(of({ DATA_DIR: "/data" })).toEqual({ uri: "/data/lancedb" });
  expect(of({ LANCEDB_URI: "s3://papers/catalogue" })).toEqual({ uri: "s3://papers/catalogue" });
  expect(faultsOf({ LANCEDB_URI: "gs://papers" })).toContain("LANCEDB_URI must be a folder, or");
  const keys = { AWS_SECRET_ACCESS_KEY: "aws-secret", AWS_ACCESS_KEY_ID: "aws-id" };
  expect(readConfig(keys, noFile).secrets).toEqual(["aws-secret"]);
});

test("a model is named as its hub does", () => {
  expect(readConfig({}, noFile).embeddings).toBeUndefined();
  const model = "Xenova/bge-small-en-v1.5";
  expect(readConfig({ EMBEDDINGS: model }, noFile).embeddings).toBe(model);
  expect(faultsOf({ EMBEDDINGS: "bge" })).toContain("EMBEDDINGS must be a model's name");
});

test("every fault is named at once, with its cure", () => {
  const faults = faultsOf({
    PORT: "70000",
    LOG_LEVEL: "loud",
    SLACK_BOT_TOKEN: "xoxb-1",
    HF_API_URL: "ftp://x",
  });
  expect(faults).toContain("PORT must be a number from 0 to 65535.");
  expect(faults).toContain("LOG_LEVEL must be trace, debug");
  expect(faults).toContain("SLACK_BOT_TOKEN also needs SLACK_APP_TOKEN");
  expect(faults).toContain("HF_API_URL must be an address");
});

test.each([
  ["DISCORD_TOKEN", "hunter2-hunter2"],
  ["SLACK_BOT_TOKEN", "hunter2-hunter2"],
  ["SLACK_APP_TOKEN", "hunter2-hunter2"],
  ["SECRET_KEY", "hunter2-hunter2"],
  ["DATABASE_URL", "mysql://hunter2-hunter2"],
])("a wrong %s is refused without its value", (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toContain(name);
  expect(faults).not.toContain("hunter2");
});

describe("a secret in a file", () => {
  const token = "xoxb-secret-value";
  test("is read, trimmed, and kept for the log to leave out", () => {
    const config = readConfig(
      { SLACK_BOT_TOKEN_FILE: "/run/t", SLACK_APP_TOKEN: "xapp-1" },
      () => `${token}\n`,
    );
    expect(config.slack).toMatchObject({ botToken: token, appToken: "xapp-1" });
    expect(config.secrets).toContain(token);
  });

  test.each([
    ["is missing", { SLACK_BOT_TOKEN_FILE: "/run/t" }, "can't be read"],
    ["is given twice", { SLACK_BOT_TOKEN_FILE: "/run/t", SLACK_BOT_TOKEN: token }, "keep one"],
  ])("is a fault with a cure when it %s", (_name, env, words) => {
    expect(faultsOf(env)).toContain(words);
  });
});

test("what looks like a slip is pointed out, and ordinary variables are left alone", () => {
  const { warnings } = readConfig(
    { DISCORD_TOKN: "x", LOG_LEVL: "x", HOME: "/", PATH: "/", HOSTNAME: "a", NODE_ENV: "x" },
    noFile,
  );
  expect(warnings).toEqual([
    "DISCORD_TOKN is no setting of mine: did you mean DISCORD_TOKEN?",
    "LOG_LEVL is no setting of mine: did you mean LOG_LEVEL?",
  ]);
});

describe(".env.example", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const shown = lines.flatMap((line) => [...line.matchAll(/^# ([A-Z_]+)=(.*)$/g)]);

  test("shows every setting with its default, and nothing else", () => {
    expect(shown.map(([, name, value]) => [name, value])).toEqual(
      settings.map(({ name, otherwise = "" }) => [name, otherwise]),
    );
  });

  test("is valid with every line uncommented", () => {
    const env = Object.fromEntries(shown.map(([, name, value]) => [name, value]));
    expect(readConfig(env, noFile).secrets).toEqual([]);
  });
});
