// How modules are found, compiled and kept, for whatever loads the bot's TypeScript. In plain JavaScript itself.
import "./resolving.js";
// Before the cache, which belongs to the flags that it was made under.
import "./heap.js";
import module from "node:module";
import { fileURLToPath } from "node:url";

// Keeps what was compiled between starts, which halves the time to the first answer: beside the packages, where it
// outlives a reboot, or else where Node would keep it.
const beside = fileURLToPath(new URL("../node_modules/.cache/paperboy", import.meta.url));
const { status } = module.enableCompileCache(beside);
if (status === module.constants.compileCacheStatus.FAILED) module.enableCompileCache();
