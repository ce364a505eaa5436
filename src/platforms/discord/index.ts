export { createDiscord, restOf } from "./discord.ts";
export { currentApplicationId, register } from "./register.ts";
