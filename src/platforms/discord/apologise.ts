import { randomUUID } from "node:crypto";
import type { Interaction } from "discord.js";
import { problem } from "#chat";
import { isOver, wasTaken } from "./acknowledge.ts";
import { tell } from "./answer.ts";
import type { Desk } from "./desk.ts";

/** Tells whoever presses or types while the bot is being stopped; never throws. */
export async function decline(desk: Desk, interaction: Interaction): Promise<void> {
  const sentence = "I am being restarted: ask again in a moment.";
  if (interaction.isRepliable()) await tell(desk, interaction, problem("refused", sentence));
}

/** What broke before there was anything to show: nobody is left without a word. Never throws. */
export async function apologise(
  desk: Desk,
  interaction: Interaction,
  error: unknown,
): Promise<void> {
  if (wasTaken(error)) return;
  // While somebody types, Discord drops the older questions itself.
  if (isOver(error) && interaction.isAutocomplete()) return;
  const reference = randomUUID().slice(0, 8);
  desk.log.error({ reference, err: error }, "An interaction broke");
  if (isOver(error) || !interaction.isRepliable() || interaction.deferred) return;
  const sentence = `Sorry, that went wrong on my side. If it happens again, tell whoever runs me: reference ${reference}.`;
  await tell(desk, interaction, problem("failed", sentence));
}
