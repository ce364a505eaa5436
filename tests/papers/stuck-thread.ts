import { writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** A thread of the catalogue that writes at its snapshot and never comes to an end with it. */
writeFileSync(workerData.snapshot.half, "half");
setInterval(() => {}, 1_000);
