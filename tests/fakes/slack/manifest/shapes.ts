import { type Check, flag, like, list, oneOf, shape, text, whole } from "../blocks/check.ts";

/** Limits of an app's manifest, schema 2.0 (slackapi/manifest-schema, manifest.schema.2.0.0.json). */
const LIMITS = {
  name: 35,
  description: 140,
  longDescription: { least: 175, most: 4000 },
  botName: 80,
  commands: 50,
  command: 32,
  commandDescription: 2000,
  usageHint: 1000,
  commandUrl: 3000,
  shortcuts: 10,
  shortcutName: 24,
  shortcutDescription: 150,
  callbackId: 255,
  unfurlDomains: 5,
  redirectUrls: 1000,
  redirectUrl: 2500,
  scopes: 255,
  scope: 50,
  events: 100,
  requestUrl: 3500,
} as const;

const anything: Check = () => {};

const web = (max: number): Check => {
  const sized = text(max);
  const form = like(/^https?:\/\//, "an address that begins with http:// or https://");
  return (value, at, report) => {
    sized(value, at, report);
    form(value, at, report);
  };
};

/** A list in which nothing stands twice. */
const set = (check: Check, most: number, least = 0): Check => {
  const listed = list(check, most, least);
  return (value, at, report) => {
    listed(value, at, report);
    if (Array.isArray(value) && new Set(value).size < value.length)
      report(at, "must not hold the same item twice");
  };
};

const scopes = set(text(LIMITS.scope), LIMITS.scopes);
const events = set(text(50), LIMITS.events);

const display = shape(
  {
    name: text(LIMITS.name),
    description: text(LIMITS.description),
    long_description: text(LIMITS.longDescription.most, LIMITS.longDescription.least),
    background_color: like(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, "a color such as #4a154b"),
  },
  ["name"],
);

const command = shape(
  {
    command: (value, at, report) => {
      text(LIMITS.command, 2)(value, at, report);
      like(/^\/\S*$/, "a word that begins with /")(value, at, report);
    },
    url: web(LIMITS.commandUrl),
    description: text(LIMITS.commandDescription),
    usage_hint: text(LIMITS.usageHint),
    should_escape: flag,
  },
  ["command", "description"],
);

const shortcut = shape(
  {
    name: text(LIMITS.shortcutName),
    type: oneOf("message", "global"),
    callback_id: text(LIMITS.callbackId),
    description: text(LIMITS.shortcutDescription),
  },
  ["name", "type", "callback_id", "description"],
);

const prompt = shape({ title: text(3000), message: text(3000) }, ["title", "message"]);

const features = shape({
  app_home: shape({
    home_tab_enabled: flag,
    messages_tab_enabled: flag,
    messages_tab_read_only_enabled: flag,
  }),
  bot_user: shape({ display_name: text(LIMITS.botName), always_online: flag }, ["display_name"]),
  shortcuts: list(shortcut, LIMITS.shortcuts),
  slash_commands: list(command, LIMITS.commands),
  unfurl_domains: set(
    like(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/, "a domain in small letters"),
    LIMITS.unfurlDomains,
    1,
  ),
  assistant_view: shape(
    { assistant_description: text(3000), suggested_prompts: list(prompt, 4, 0) },
    ["assistant_description"],
  ),
  agent_view: shape({
    agent_description: text(300),
    suggested_prompts: list(prompt, 4, 0),
    actions: list(shape({ name: text(255), description: text(3000) }), 100, 0),
  }),
  functions: anything,
  workflow_steps: anything,
  code_channels: anything,
});

const settings = shape({
  allowed_ip_address_ranges: set(text(50), 50, 1),
  event_subscriptions: shape({
    request_url: web(LIMITS.requestUrl),
    bot_events: events,
    user_events: events,
    metadata_subscriptions: anything,
  }),
  incoming_webhooks: shape({ incoming_webhooks_enabled: flag }),
  interactivity: shape(
    {
      is_enabled: flag,
      request_url: web(LIMITS.requestUrl),
      message_menu_options_url: web(LIMITS.requestUrl),
    },
    ["is_enabled"],
  ),
  org_deploy_enabled: flag,
  socket_mode_enabled: flag,
  is_hosted: flag,
  token_rotation_enabled: flag,
  siws_links: shape({ initiate_uri: web(LIMITS.requestUrl) }),
  hermes_app_type: text(255),
  function_runtime: text(255),
  is_mcp_enabled: flag,
});

const oauth = shape({
  redirect_urls: set(
    like(/^https:\/\/\S+$/, "an address that begins with https://"),
    LIMITS.redirectUrls,
  ),
  scopes: shape({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes }),
  token_management_enabled: flag,
  pkce_enabled: flag,
});

/** Every part of a manifest by itself. */
export const MANIFEST: Check = shape(
  {
    $schema: text(3000),
    _metadata: shape({
      schema_version: whole(1, 2),
      min_version: whole(1, 2),
      major_version: whole(1, 2),
      minor_version: whole(0, 99),
    }),
    display_information: display,
    features,
    oauth_config: oauth,
    settings,
    app_directory: anything,
    functions: anything,
    workflows: anything,
    datastores: anything,
    outgoing_domains: anything,
    types: anything,
    external_auth_providers: anything,
    mcp_servers: anything,
  },
  ["display_information"],
);
