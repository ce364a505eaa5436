export { createDiscord, restOf } from "./discord.ts";
export { examineDiscord } from "./examine.ts";
export { currentApplicationId, register } from "./register.ts";
