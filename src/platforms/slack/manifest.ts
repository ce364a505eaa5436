import { type CommandCard, cleanLine, PlatformError, shorten } from "#chat";
import { LIMITS } from "./limits.ts";

const { manifest: MOST } = LIMITS;

/** Where Slack sends everything, where the answers of an installation come back; Bolt's own paths. */
const EVENTS_PATH = "/slack/events";
const REDIRECT_PATH = "/slack/oauth_redirect";

/** What a manifest is made from. */
export type ManifestOptions = {
  readonly commands: readonly CommandCard[];
  /** Name of the one slash command. */
  readonly root: string;
  readonly name?: string;
  readonly description?: string;
  /** Whether Slack is reached over a socket; else it calls `url`. */
  readonly socket: boolean;
  /** The public https address of the bot, without a path. */
  readonly url?: string;
  /** Whether many workspaces install it. */
  readonly oauth?: boolean;
  /** Whether the bot may look into channels before it sends a post again. */
  readonly history: boolean;
};

/** An app manifest as Slack reads it (slackapi/manifest-schema 2.0.0), as far as we use it. */
export type Manifest = {
  readonly display_information: { readonly name: string; readonly description: string };
  readonly features: {
    readonly app_home: {
      readonly home_tab_enabled: boolean;
      readonly messages_tab_enabled: boolean;
      readonly messages_tab_read_only_enabled: boolean;
    };
    readonly bot_user: { readonly display_name: string; readonly always_online: boolean };
    readonly slash_commands: readonly SlashCommand[];
    readonly shortcuts?: readonly Shortcut[];
    readonly unfurl_domains?: readonly string[];
  };
  readonly oauth_config: {
    readonly redirect_urls?: readonly string[];
    readonly scopes: { readonly bot: readonly string[] };
  };
  readonly settings: {
    readonly event_subscriptions: {
      readonly request_url?: string;
      readonly bot_events: readonly string[];
    };
    readonly interactivity: {
      readonly is_enabled: boolean;
      readonly request_url?: string;
      readonly message_menu_options_url?: string;
    };
    readonly org_deploy_enabled: boolean;
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: boolean;
  };
};

type SlashCommand = {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
  readonly should_escape: boolean;
  readonly url?: string;
};

type Shortcut = {
  readonly name: string;
  readonly type: "message";
  readonly callback_id: string;
  readonly description: string;
};

/**
 * The app manifest for these commands, with no scope that nothing needs. A shortcut's `callback_id` is
 * its command's name.
 * @throws PlatformError when Slack is to call the bot but no address is given
 */
export function manifestOf(options: ManifestOptions): Manifest {
  const { commands, oauth = false, socket } = options;
  const base = baseOf(options);
  const request = socket ? undefined : `${base}${EVENTS_PATH}`;
  const domains = domainsOf(commands);
  const shortcuts = shortcutsOf(commands);
  return {
    display_information: {
      name: fitted(options.name ?? "Paperboy", MOST.name),
      description: fitted(options.description ?? ABOUT, MOST.description),
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        // Without this tab the bot could not write to the person who has to mend something.
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: {
        display_name: fitted(options.name ?? "Paperboy", MOST.botName),
        always_online: true,
      },
      slash_commands: [slashCommand(options, request)],
      ...(shortcuts.length > 0 && { shortcuts }),
      ...(domains.length > 0 && { unfurl_domains: domains }),
    },
    oauth_config: {
      ...(oauth && base !== undefined && { redirect_urls: [`${base}${REDIRECT_PATH}`] }),
      scopes: { bot: scopesOf(options, domains.length > 0) },
    },
    settings: {
      event_subscriptions: {
        ...(request !== undefined && { request_url: request }),
        bot_events: eventsOf(domains.length > 0),
      },
      interactivity: {
        is_enabled: true,
        // Fields that are completed while one types have an address of their own.
        ...(request !== undefined && { request_url: request, message_menu_options_url: request }),
      },
      org_deploy_enabled: oauth,
      socket_mode_enabled: socket,
      // A token that is kept in the environment can't be renewed there.
      token_rotation_enabled: oauth,
    },
  };
}

/** The page on which Slack makes an app of this manifest. */
export function creationLink(manifest: Manifest): string {
  const json = encodeURIComponent(JSON.stringify(manifest));
  return `https://api.slack.com/apps?new_app=1&manifest_json=${json}`;
}

const ABOUT = "Finds research papers, says what is trending, and posts new ones every day.";

function baseOf({ socket, oauth, url }: ManifestOptions): string | undefined {
  if (url === undefined && socket && !oauth) return undefined;
  const parsed = url === undefined ? null : URL.parse(url);
  if (parsed && /^https?:$/.test(parsed.protocol))
    return parsed.origin + parsed.pathname.replace(/\/+$/, "");
  const why = socket ? "Installation by OAuth" : "Slack without Socket Mode";
  throw new PlatformError(
    `${why} needs the public address of the bot, such as https://papers.example.org: give it to the manifest.`,
  );
}

function slashCommand({ commands, root }: ManifestOptions, url: string | undefined): SlashCommand {
  const names = commands.map(({ name }) => name).join(" | ");
  return {
    command: `/${fitted(root, MOST.command - 1)}`,
    description: ABOUT,
    usage_hint: fitted(`[${names}]`, MOST.usageHint),
    // Channels and groups that people type come as their ids.
    should_escape: true,
    ...(url !== undefined && { url }),
  };
}

function shortcutsOf(commands: readonly CommandCard[]): readonly Shortcut[] {
  const all = commands.flatMap(({ name, about, onMessage }): Shortcut[] => {
    if (!onMessage) return [];
    const label = fitted(onMessage.brief, MOST.shortcutName);
    const description = fitted(about, MOST.shortcutDescription);
    return [{ name: label, type: "message", callback_id: name, description }];
  });
  return all.slice(0, MOST.shortcuts);
}

function domainsOf(commands: readonly CommandCard[]): readonly string[] {
  const all = commands.flatMap(({ onLinks }) => onLinks?.domains ?? []);
  return [...new Set(all)].slice(0, MOST.domains);
}

/** Events need scopes: app_mention app_mentions:read, link_shared links:read, the others none (docs.slack.dev, events). */
function eventsOf(links: boolean): readonly string[] {
  return [
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    ...(links ? ["link_shared"] : []),
    "tokens_revoked",
  ];
}

function scopesOf({ history }: ManifestOptions, links: boolean): readonly string[] {
  return [
    "app_mentions:read",
    ...(history ? ["channels:history"] : []),
    "chat:write",
    // Public channels get their post without an invitation.
    "chat:write.public",
    "commands",
    ...(history ? ["groups:history"] : []),
    ...(links ? ["links:read", "links:write"] : []),
    // Who is an admin or owner, and may manage.
    "users:read",
  ];
}

function fitted(text: string, max: number): string {
  return shorten(cleanLine(text), max);
}
