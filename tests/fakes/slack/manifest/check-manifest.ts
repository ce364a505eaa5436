import { type Fault, faultsOf, type Report } from "../blocks/check.ts";
import { fieldsIn, flagIn, listIn, textIn, valueIn } from "../fields.ts";
import { BOT_EVENTS, BOT_SCOPES } from "./scopes.ts";
import { MANIFEST } from "./shapes.ts";

/** All that is wrong with an app's manifest, after schema 2.0 and what its parts need of each other. */
export function checkManifest(manifest: unknown): readonly Fault[] {
  return faultsOf(
    (value, at, report) => {
      MANIFEST(value, at, report);
      checkScopes(value, report);
      checkFeatures(value, report);
      checkAddresses(value, report);
    },
    manifest,
    "",
  );
}

const SCOPES = "/oauth_config/scopes/bot";
const EVENTS = "/settings/event_subscriptions/bot_events";

function scopesOf(manifest: unknown): readonly unknown[] {
  return listIn(fieldsIn(fieldsIn(manifest, "oauth_config"), "scopes"), "bot");
}

function eventsOf(manifest: unknown): readonly unknown[] {
  return listIn(fieldsIn(fieldsIn(manifest, "settings"), "event_subscriptions"), "bot_events");
}

function checkScopes(manifest: unknown, report: Report): void {
  const scopes = scopesOf(manifest);
  for (const [index, scope] of scopes.entries())
    if (!BOT_SCOPES.has(String(scope))) report(`${SCOPES}/${index}`, `unknown scope: ${scope}`);
  for (const [index, event] of eventsOf(manifest).entries()) {
    const name = String(event);
    const needed = Object.hasOwn(BOT_EVENTS, name) ? BOT_EVENTS[name] : undefined;
    if (needed === undefined) report(`${EVENTS}/${index}`, `unknown event: ${name}`);
    else if (needed !== null && !scopes.includes(needed))
      report(`${EVENTS}/${index}`, `${name} needs the scope ${needed}`);
  }
}

function checkFeatures(manifest: unknown, report: Report): void {
  const features = fieldsIn(manifest, "features");
  const scopes = scopesOf(manifest);
  const lacking = (name: string, scope: string) => {
    if (valueIn(features, name) !== undefined && !scopes.includes(scope))
      report(`/features/${name}`, `needs the scope ${scope}`);
  };
  lacking("slash_commands", "commands");
  lacking("shortcuts", "commands");
  lacking("unfurl_domains", "links:read");
  if (scopes.length > 0 && valueIn(features, "bot_user") === undefined)
    report("/features", "bot scopes need a bot_user");
  if (eventsOf(manifest).includes("app_home_opened")) {
    const home = fieldsIn(features, "app_home");
    if (!flagIn(home, "home_tab_enabled") && !flagIn(home, "messages_tab_enabled"))
      report("/features/app_home", "app_home_opened needs a tab that is enabled");
  }
  if (eventsOf(manifest).includes("link_shared") && listIn(features, "unfurl_domains").length === 0)
    report("/features", "link_shared needs unfurl_domains");
  twice(listIn(features, "slash_commands"), "command", "/features/slash_commands", report);
  twice(listIn(features, "shortcuts"), "callback_id", "/features/shortcuts", report);
}

function twice(items: readonly unknown[], name: string, at: string, report: Report): void {
  const seen = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    const value = textIn(item, name);
    if (value !== undefined && seen.has(value))
      report(`${at}/${index}/${name}`, `"${value}" stands here twice`);
    seen.add(value);
  }
}

/** Over HTTP every way in needs its address; over Socket Mode none has one. */
function checkAddresses(manifest: unknown, report: Report): void {
  const settings = fieldsIn(manifest, "settings");
  const socket = flagIn(settings, "socket_mode_enabled");
  const features = fieldsIn(manifest, "features");
  const look = (owner: unknown, name: string, at: string) => {
    const there = textIn(owner, name) !== undefined;
    if (socket && there) report(`${at}/${name}`, "has no meaning when socket_mode_enabled is true");
    if (!socket && !there) report(at, `needs ${name}, or socket_mode_enabled`);
  };
  for (const [index, command] of listIn(features, "slash_commands").entries())
    look(command, "url", `/features/slash_commands/${index}`);
  const interactivity = fieldsIn(settings, "interactivity");
  if (flagIn(interactivity, "is_enabled"))
    look(interactivity, "request_url", "/settings/interactivity");
  if (listIn(features, "shortcuts").length > 0 && !flagIn(interactivity, "is_enabled"))
    report("/settings/interactivity", "shortcuts need interactivity");
  if (eventsOf(manifest).length > 0)
    look(fieldsIn(settings, "event_subscriptions"), "request_url", "/settings/event_subscriptions");
}
