import { describe, expect, test } from "vitest";
import { type CommandCard, PlatformError } from "#chat";
import { commands } from "#commands";
import { creationLink, type Manifest, manifestOf } from "../../../src/platforms/slack/manifest.ts";

const SOCKET = { commands, root: "papers", socket: true, history: false } as const;
const HTTP = { ...SOCKET, socket: false, url: "https://papers.example.org/" } as const;

/** Scopes that an event needs, by Slack's reference (docs.slack.dev, events). */
const NEEDS: Readonly<Record<string, string | undefined>> = {
  app_home_opened: undefined,
  app_mention: "app_mentions:read",
  app_uninstalled: undefined,
  link_shared: "links:read",
  tokens_revoked: undefined,
};

/** The rules of slackapi/manifest-schema 2.0.0 for what we write; empty when all are kept. */
function brokenRules(manifest: Manifest): readonly string[] {
  const { display_information: about, features, oauth_config, settings } = manifest;
  const broken: string[] = [];
  const rule = (kept: boolean, name: string) => void (kept || broken.push(name));
  const length = (text: string, max: number, name: string) =>
    rule(text.length > 0 && text.length <= max, `${name}: ${text.length} of ${max}`);
  length(about.name, 35, "name");
  length(about.description, 140, "description");
  length(features.bot_user.display_name, 80, "bot name");
  rule(features.slash_commands.length <= 50, "too many commands");
  for (const { command, description, usage_hint, url } of features.slash_commands) {
    rule(/^\/\S+$/.test(command), `command ${command}`);
    length(command, 32, "command");
    length(description, 2000, "command description");
    length(usage_hint, 1000, "usage hint");
    rule((url === undefined) === settings.socket_mode_enabled, "command url");
  }
  rule((features.shortcuts ?? []).length <= 10, "too many shortcuts");
  for (const { name, callback_id, description } of features.shortcuts ?? []) {
    length(name, 24, "shortcut");
    length(callback_id, 255, "callback_id");
    length(description, 150, "shortcut description");
  }
  const domains = features.unfurl_domains ?? [];
  rule(domains.length <= 5 && new Set(domains).size === domains.length, "domains");
  for (const domain of domains) rule(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/.test(domain), domain);
  const { bot } = oauth_config.scopes;
  rule(new Set(bot).size === bot.length, "a scope twice");
  for (const event of settings.event_subscriptions.bot_events) {
    rule(Object.hasOwn(NEEDS, event), `event ${event}`);
    const scope = NEEDS[event];
    rule(scope === undefined || bot.includes(scope), `${event} needs ${scope}`);
  }
  const urls = [settings.event_subscriptions.request_url, settings.interactivity.request_url];
  for (const url of urls)
    rule(settings.socket_mode_enabled ? url === undefined : url !== undefined, "request url");
  return broken;
}

describe("the manifest for a socket", () => {
  test("is this, from the commands there are", () => {
    expect(manifestOf(SOCKET)).toMatchInlineSnapshot(`
      {
        "display_information": {
          "description": "Finds research papers, says what is trending, and posts new ones every day.",
          "name": "Paperboy",
        },
        "features": {
          "app_home": {
            "home_tab_enabled": true,
            "messages_tab_enabled": true,
            "messages_tab_read_only_enabled": true,
          },
          "bot_user": {
            "always_online": true,
            "display_name": "Paperboy",
          },
          "shortcuts": [
            {
              "callback_id": "find",
              "description": "Papers that a text links to, or nearest to its words",
              "name": "Find papers in message",
              "type": "message",
            },
          ],
          "slash_commands": [
            {
              "command": "/papers",
              "description": "Finds research papers, says what is trending, and posts new ones every day.",
              "should_escape": true,
              "usage_hint": "[search | show | similar | find | trending | cite | upvote | save | saved | subscribe | subscriptions | help]",
            },
          ],
          "unfurl_domains": [
            "arxiv.org",
            "huggingface.co",
          ],
        },
        "oauth_config": {
          "scopes": {
            "bot": [
              "app_mentions:read",
              "chat:write",
              "chat:write.public",
              "commands",
              "links:read",
              "links:write",
              "users:read",
            ],
          },
        },
        "settings": {
          "event_subscriptions": {
            "bot_events": [
              "app_home_opened",
              "app_mention",
              "app_uninstalled",
              "link_shared",
              "tokens_revoked",
            ],
          },
          "interactivity": {
            "is_enabled": true,
          },
          "org_deploy_enabled": false,
          "socket_mode_enabled": true,
          "token_rotation_enabled": false,
        },
      }
    `);
  });

  test("keeps Slack's rules", () => {
    expect(brokenRules(manifestOf(SOCKET))).toEqual([]);
  });
});

describe("the manifest for HTTP", () => {
  test("tells Slack where to call, for events, buttons and menus that are typed into", () => {
    const { features, settings } = manifestOf(HTTP);
    const url = "https://papers.example.org/slack/events";
    expect(features.slash_commands[0]?.url).toBe(url);
    expect(settings.event_subscriptions.request_url).toBe(url);
    expect(settings.interactivity).toEqual({
      is_enabled: true,
      request_url: url,
      message_menu_options_url: url,
    });
    expect(settings.socket_mode_enabled).toBe(false);
  });

  test("keeps Slack's rules, with OAuth and history too", () => {
    expect(brokenRules(manifestOf(HTTP))).toEqual([]);
    expect(brokenRules(manifestOf({ ...HTTP, oauth: true, history: true }))).toEqual([]);
  });

  test("needs an address", () => {
    const { url: _, ...without } = HTTP;
    expect(() => manifestOf(without)).toThrow(PlatformError);
    expect(() => manifestOf({ ...HTTP, url: "papers.example.org" })).toThrow(/https:\/\//);
    expect(() => manifestOf({ ...SOCKET, oauth: true })).toThrow(PlatformError);
  });
});

describe("scopes", () => {
  test("are the fewest that the commands need", () => {
    const plain = commands.map(({ onLinks: _, ...command }): CommandCard => command);
    const { features, oauth_config, settings } = manifestOf({ ...SOCKET, commands: plain });
    expect(oauth_config.scopes.bot).not.toContain("links:read");
    expect(settings.event_subscriptions.bot_events).not.toContain("link_shared");
    expect(features).not.toHaveProperty("unfurl_domains");
  });

  test("let the bot read history only where the operator asks for it", () => {
    const history = ["channels:history", "groups:history"];
    const of = (on: boolean) => manifestOf({ ...SOCKET, history: on }).oauth_config.scopes.bot;
    expect(of(false).filter((scope) => scope.includes("history"))).toEqual([]);
    expect(of(true)).toEqual(expect.arrayContaining(history));
    expect(of(true)).toHaveLength(of(false).length + 2);
  });
});

describe("OAuth", () => {
  test("comes back to the bot, with tokens that are renewed", () => {
    const { oauth_config, settings } = manifestOf({ ...HTTP, oauth: true });
    expect(oauth_config.redirect_urls).toEqual(["https://papers.example.org/slack/oauth_redirect"]);
    expect(settings).toMatchObject({ token_rotation_enabled: true, org_deploy_enabled: true });
  });

  test("is no part of it for one workspace, whose token can't be renewed", () => {
    const { oauth_config, settings } = manifestOf(HTTP);
    expect(oauth_config).not.toHaveProperty("redirect_urls");
    expect(settings).toMatchObject({ token_rotation_enabled: false, org_deploy_enabled: false });
  });
});

describe("whatever it is made from", () => {
  test("long names are cut to what Slack takes", () => {
    const long = "long ".repeat(900);
    const many = Array.from(
      { length: 20 },
      (_, i): CommandCard => ({
        name: `${"command".repeat(20)}${i}`,
        about: long,
        options: {},
        seen: "everyone",
        onMessage: { label: long, brief: long, fills: "it" },
        onLinks: { domains: [`d${i}.example`], fills: "it", short: "it" },
      }),
    );
    const made = manifestOf({ ...HTTP, commands: many, root: long, name: long, description: long });
    expect(brokenRules({ ...made, features: { ...made.features, slash_commands: [] } })).toEqual(
      [],
    );
  });

  test("the link that makes an app holds all of it", () => {
    const manifest = manifestOf(HTTP);
    const { origin, pathname, searchParams } = new URL(creationLink(manifest));
    expect(`${origin}${pathname}`).toBe("https://api.slack.com/apps");
    expect(searchParams.get("new_app")).toBe("1");
    expect(JSON.parse(searchParams.get("manifest_json") ?? "")).toEqual(manifest);
  });
});
