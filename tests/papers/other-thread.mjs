// Preloaded into a bot: its threads begin with the file that the address of this names.
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

const entry = new URL(new URL(import.meta.url).searchParams.get("entry"), import.meta.url);
threads.Worker = class extends threads.Worker {
  constructor(_, options) {
    super(entry, options);
  }
};
syncBuiltinESMExports();
