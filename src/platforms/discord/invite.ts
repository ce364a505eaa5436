import { WANTED_PERMISSIONS } from "./permissions.ts";

/** The page on which somebody who manages a server adds the bot to it. */
export function inviteUrl(applicationId: string): string {
  const url = new URL("https://discord.com/oauth2/authorize");
  url.searchParams.set("client_id", applicationId);
  url.searchParams.set("scope", "bot applications.commands");
  url.searchParams.set("permissions", String(WANTED_PERMISSIONS));
  return url.href;
}
