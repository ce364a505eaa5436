import { expect, test } from "vitest";
import { checkManifest } from "./index.ts";
import { spell } from "./refuses.ts";
import { long } from "./samples.ts";

type Part = Readonly<Record<string, unknown>>;

/** A manifest that Slack takes, over HTTP, with these parts in place of its own. */
function manifest(parts: {
  readonly display?: Part;
  readonly features?: Part;
  readonly oauth?: Part;
  readonly settings?: Part;
}) {
  return {
    _metadata: { major_version: 2 },
    display_information: { name: "Paperboy", background_color: "#4a154b", ...parts.display },
    features: {
      app_home: { home_tab_enabled: true },
      bot_user: { display_name: "Paperboy" },
      slash_commands: [
        { command: "/papers", description: "Papers", url: "https://a.example/slack/events" },
      ],
      shortcuts: [{ name: "Find papers", type: "message", callback_id: "find", description: "x" }],
      unfurl_domains: ["arxiv.org", "huggingface.co"],
      ...parts.features,
    },
    oauth_config: {
      redirect_urls: ["https://a.example/slack/oauth_redirect"],
      scopes: { bot: ["commands", "chat:write", "links:read", "links:write", "app_mentions:read"] },
      ...parts.oauth,
    },
    settings: {
      event_subscriptions: {
        request_url: "https://a.example/slack/events",
        bot_events: ["app_home_opened", "app_mention", "app_uninstalled", "link_shared"],
      },
      interactivity: { is_enabled: true, request_url: "https://a.example/slack/events" },
      socket_mode_enabled: false,
      ...parts.settings,
    },
  };
}

const command = (more: Part = {}) => ({
  features: {
    slash_commands: [{ command: "/papers", description: "x", url: "https://a.example", ...more }],
    bot_user: { display_name: "x" },
    app_home: { home_tab_enabled: true },
    unfurl_domains: ["arxiv.org"],
  },
});
const commands = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    command: `/c${n}`,
    description: "x",
    url: "https://a.example",
  }));
const shortcuts = (count: number, more: Part = {}) =>
  Array.from({ length: count }, (_, n) => ({
    name: "x",
    type: "global",
    callback_id: `s${n}`,
    description: "x",
    ...more,
  }));

test("a right manifest has no faults", () => {
  expect(checkManifest(manifest({}))).toEqual([]);
});

test.each<readonly [string, Parameters<typeof manifest>[0], string]>([
  [
    "no name",
    { display: { name: undefined } },
    "missing required field: name [/display_information]",
  ],
  [
    "a long name",
    { display: { name: long(36) } },
    "must be less than 36 characters [/display_information/name]",
  ],
  [
    "a long description",
    { display: { description: long(141) } },
    "must be less than 141 characters [/display_information/description]",
  ],
  [
    "a short long description",
    { display: { long_description: long(174) } },
    "must be more than 174 characters [/display_information/long_description]",
  ],
  [
    "a long long description",
    { display: { long_description: long(4001) } },
    "must be less than 4001 characters [/display_information/long_description]",
  ],
  [
    "a color by name",
    { display: { background_color: "red" } },
    "must be a color such as #4a154b [/display_information/background_color]",
  ],
  [
    "an unknown key",
    { display: { colour: "#fff" } },
    "invalid additional property: colour [/display_information]",
  ],
  [
    "a command without /",
    command({ command: "papers" }),
    "must be a word that begins with / [/features/slash_commands/0/command]",
  ],
  [
    "a long command",
    command({ command: `/${long(32)}` }),
    "must be less than 33 characters [/features/slash_commands/0/command]",
  ],
  [
    "a long description of a command",
    command({ description: long(2001) }),
    "must be less than 2001 characters [/features/slash_commands/0/description]",
  ],
  [
    "a long hint",
    command({ usage_hint: long(1001) }),
    "must be less than 1001 characters [/features/slash_commands/0/usage_hint]",
  ],
  [
    "a command without an address over HTTP",
    command({ url: undefined }),
    "needs url, or socket_mode_enabled [/features/slash_commands/0]",
  ],
  [
    "51 commands",
    { features: { ...command().features, slash_commands: commands(51) } },
    "no more than 50 items allowed [/features/slash_commands]",
  ],
  [
    "a command twice",
    { features: { ...command().features, slash_commands: [...commands(1), ...commands(1)] } },
    '"/c0" stands here twice [/features/slash_commands/1/command]',
  ],
  [
    "11 shortcuts",
    { features: { shortcuts: shortcuts(11) } },
    "no more than 10 items allowed [/features/shortcuts]",
  ],
  [
    "a long name of a shortcut",
    { features: { shortcuts: shortcuts(1, { name: long(25) }) } },
    "must be less than 25 characters [/features/shortcuts/0/name]",
  ],
  [
    "a shortcut of no type",
    { features: { shortcuts: shortcuts(1, { type: "channel" }) } },
    "must be one of: message, global [/features/shortcuts/0/type]",
  ],
  [
    "a long callback_id",
    { features: { shortcuts: shortcuts(1, { callback_id: long(256) }) } },
    "must be less than 256 characters [/features/shortcuts/0/callback_id]",
  ],
  [
    "6 unfurl domains",
    { features: { unfurl_domains: ["a.de", "b.de", "c.de", "d.de", "e.de", "f.de"] } },
    "no more than 5 items allowed [/features/unfurl_domains]",
  ],
  [
    "an unfurl domain with a scheme",
    { features: { unfurl_domains: ["https://arxiv.org"] } },
    "must be a domain in small letters [/features/unfurl_domains/0]",
  ],
  [
    "an unknown scope",
    { oauth: { scopes: { bot: ["commands", "papers:read"] } } },
    "unknown scope: papers:read [/oauth_config/scopes/bot/1]",
  ],
  [
    "a way back by http",
    { oauth: { redirect_urls: ["http://a.example"] } },
    "must be an address that begins with https:// [/oauth_config/redirect_urls/0]",
  ],
  [
    "commands without their scope",
    { oauth: { scopes: { bot: ["chat:write", "links:read", "app_mentions:read"] } } },
    "needs the scope commands [/features/slash_commands]",
  ],
  [
    "an event without its scope",
    { oauth: { scopes: { bot: ["commands", "links:read"] } } },
    "app_mention needs the scope app_mentions:read [/settings/event_subscriptions/bot_events/1]",
  ],
  [
    "an unknown event",
    {
      settings: {
        event_subscriptions: { request_url: "https://a.example", bot_events: ["papers"] },
      },
    },
    "unknown event: papers [/settings/event_subscriptions/bot_events/0]",
  ],
  [
    "events without an address",
    { settings: { event_subscriptions: { bot_events: ["app_uninstalled"] } } },
    "needs request_url, or socket_mode_enabled [/settings/event_subscriptions]",
  ],
  [
    "an address over sockets",
    {
      settings: {
        socket_mode_enabled: true,
        interactivity: { is_enabled: true, request_url: "https://a.example" },
      },
    },
    "has no meaning when socket_mode_enabled is true [/settings/interactivity/request_url]",
  ],
  [
    "shortcuts without interactivity",
    { settings: { interactivity: { is_enabled: false } } },
    "shortcuts need interactivity [/settings/interactivity]",
  ],
])("%s is a fault", (_, parts, fault) => {
  const made = JSON.parse(JSON.stringify(manifest(parts))) as unknown;
  expect(spell(checkManifest(made))).toContain(fault);
});
