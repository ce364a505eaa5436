// Preloaded into a bot: the last line that it says on standard error is a list of all modules, with their formats.
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";

const loaded = [];
registerHooks({
  load(url, context, next) {
    loaded.push(`${context.format} ${url}`);
    return next(url, context);
  },
});
process.on("exit", () => writeSync(2, `${JSON.stringify(loaded)}\n`));
