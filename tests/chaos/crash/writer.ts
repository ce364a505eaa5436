// Changes settings at random until it is killed: writer.ts PLACE. Each change is a line before it is asked
// for, and another one when it is done.
import module from "node:module";
import { openStore, StoreError } from "#store";
import { type Change, COUNT, perform } from "./settings.ts";

const WHATS = ["put", "put", "pause", "remove", "save", "save", "unsave"] as const;
/** Changes on their way at a time, each of other settings. */
const LANES = 3;

const [place = ""] = process.argv.slice(2);
const log = { info() {}, warn() {}, error() {} };
const store = await openStore(
  place.startsWith("postgres:") ? { url: place, log } : { file: place },
);
const random = (below: number) => Math.floor(Math.random() * below);
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let count = 0;
// Otherwise written at the end, which never comes.
module.flushCompileCache();

async function lane(first: number): Promise<never> {
  for (;;) {
    const n = ++count;
    const id = (first + LANES * random(COUNT)) % (LANES * Math.floor(COUNT / LANES));
    const what = WHATS[random(WHATS.length)] ?? "put";
    const change: Change = { what, id, value: n };
    tell({ n, change });
    try {
      await perform(store, change);
      tell({ n, done: true });
    } catch (error) {
      // Anything else is a fault of the store, and ends this process with a word.
      if (!(error instanceof StoreError)) throw error;
      tell({ n, done: false });
    }
  }
}

await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
