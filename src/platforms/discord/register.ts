import { type APIApplicationCommand, type REST, Routes } from "discord.js";
import type { CommandCard } from "#chat";
import { definitionOf } from "./definition.ts";
import { difference } from "./difference.ts";

/** Where and what to register. */
export type Registration = {
  readonly applicationId: string;
  /** In this server alone, or everywhere without it. */
  readonly guildId?: string | undefined;
  readonly commands: readonly CommandCard[];
  readonly root: string;
  /** Only tells the difference. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
};

/** The id of the application that the token belongs to. */
export async function currentApplicationId(rest: REST): Promise<string> {
  const { id } = (await rest.get(Routes.currentApplication())) as { readonly id: string };
  return id;
}

/**
 * Makes the commands that Discord has those of the list, with one request, and only when they differ,
 * because Discord counts what is created by the day. Resolves to the difference, a line a fact.
 */
export async function register(rest: REST, to: Registration): Promise<readonly string[]> {
  const { applicationId, guildId, commands, root, dryRun = false, signal } = to;
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const wanted = definitionOf(commands, root, guildId ? "guild" : "global");
  const cancel = signal ? { signal } : {};
  const query = new URLSearchParams({ with_localizations: "true" });
  const has = (await rest.get(route, { query, ...cancel })) as readonly APIApplicationCommand[];
  const lines = difference(has, wanted);
  if (lines.length > 0 && !dryRun) await rest.put(route, { body: wanted, ...cancel });
  return lines;
}
