import type { SlackApp } from "../app.ts";
import { type Fields, fieldsIn, listIn, textIn } from "../fields.ts";
import type { Actor } from "./payload.ts";

/** What a manifest declares: the rest never reaches an app. Without a manifest everything does. */
export type Declared = {
  /** Each throws when Slack would not send it, and says why. */
  command(name: string): void;
  shortcut(callbackId: string, type: "message" | "global"): void;
  event(type: string): void;
  /** The links that this app hears of. */
  links(urls: readonly string[]): readonly string[];
};

/** Throws when the bot has no scope for what Slack would send it. */
export function permitted({ stage, workspace }: Actor, what: string, scope: string | null): void {
  const token = stage.tokens.bot(workspace);
  if (token && scope !== null && !token.scopes.includes(scope))
    throw new Error(`Slack would not send ${what}: the bot lacks the scope ${scope}.`);
}

/** What the manifest of an app declares. */
export function declared({ manifest }: SlackApp): Declared {
  const features = fieldsIn(manifest, "features");
  const settings = fieldsIn(manifest, "settings");
  const insist = (there: boolean, what: string) => {
    if (manifest !== undefined && !there)
      throw new Error(`Slack would not send ${what}: the manifest does not declare it.`);
  };
  const has = (owner: Fields, list: string, name: string, value: string) =>
    listIn(owner, list).some((one) => textIn(one, name) === value);
  return {
    command: (name) => insist(has(features, "slash_commands", "command", name), name),
    shortcut: (callbackId, type) =>
      insist(
        listIn(features, "shortcuts").some(
          (one) => textIn(one, "callback_id") === callbackId && textIn(one, "type") === type,
        ),
        `the ${type} shortcut ${callbackId}`,
      ),
    event: (type) =>
      insist(
        listIn(fieldsIn(settings, "event_subscriptions"), "bot_events").includes(type),
        `the event ${type}`,
      ),
    links: (urls) => {
      if (manifest === undefined) return urls;
      const domains = listIn(features, "unfurl_domains").map(String);
      return urls.filter((url) => {
        const host = URL.parse(url)?.hostname ?? "";
        return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
      });
    },
  };
}
