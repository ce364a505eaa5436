// The delivery half of the bot in a process of its own, set up by its settings as the bot is, and begun as
// src/start.js begins. It says "ready", begins at "go", answers "used" with its peak of memory in bytes and its
// processor time in ms, and ends with whoever started it.
import module from "node:module";
import "../../../src/heap.js";

module.enableCompileCache();
await import("./bot.ts");
