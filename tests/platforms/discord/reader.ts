import type { APIMessage } from "discord.js";
export const misdeedsIn = (_: APIMessage): string[] => [];
