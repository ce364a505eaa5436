export { type Console, type ConsoleOptions, createConsole } from "./console.ts";
export { lineOf } from "./line.ts";
export { HERE } from "./place.ts";
