import type { Interaction } from "discord.js";
import type { Json } from "../json.ts";
import { call, fake, login } from "../stage.ts";

const OPTIONS = [
  { type: 3, name: "query", description: "Words", required: true, max_length: 10 },
  { type: 3, name: "sort", description: "By", choices: [{ name: "New", value: "new" }] },
  { type: 4, name: "page", description: "Page", min_value: 1 },
  { type: 5, name: "exact", description: "Exactly" },
  { type: 7, name: "channel", description: "Where" },
  { type: 8, name: "role", description: "Whom" },
  { type: 6, name: "by", description: "Who" },
];

/** A bot that answers so, in one server, with a command `papers search` and a menu command registered. */
export async function scene(
  answer?: (interaction: Interaction) => Promise<unknown>,
  more: Json = {},
) {
  const discord = await fake();
  const guild = discord.guild({ locale: "de" });
  await login(discord, answer);
  await call(discord, `PUT /applications/${discord.applicationId}/commands`, [
    {
      name: "papers",
      description: "Papers",
      options: [{ type: 1, name: "search", description: "Find", options: OPTIONS }],
      ...more,
    },
    { type: 3, name: "Find papers" },
  ]);
  return { discord, guild };
}
