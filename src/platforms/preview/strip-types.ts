import { stripTypeScriptTypes } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

// A thread's own file, run by `loadPage`: takes TypeScript, gives JavaScript with every line in its place.
const scripts = workerData as readonly string[];
parentPort?.postMessage(scripts.map((script) => stripTypeScriptTypes(script)));
