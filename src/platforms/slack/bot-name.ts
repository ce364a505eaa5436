import type { webApi } from "@slack/bolt";

/** What the bot is called where this client speaks, for `/invite @…`. Never rejects. */
export async function botName(client: webApi.WebClient): Promise<string> {
  try {
    return (await client.auth.test()).user ?? "Paperboy";
  } catch {
    return "Paperboy";
  }
}
