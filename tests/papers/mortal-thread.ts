import { existsSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import type { Call } from "../../src/papers/hosted/messages.ts";

/** A thread of the catalogue that dies of the words "die always", and of "die without FILE", which it makes then. */
parentPort?.on("message", ({ asked: [words] }: Call) => {
  if (typeof words !== "string") return;
  const [, file] = words.match(/^die without (.+)$/) ?? [];
  if (file !== undefined && !existsSync(file)) {
    writeFileSync(file, "");
    process.exit();
  }
  if (words === "die always") process.exit();
});
await import("../../src/papers/hosted/entry.ts");
