/**
 * A process that keeps a catalogue in step with a store until it is stopped:
 * `node feeder.ts URI DATABASE [papers at once]`. It says `opened` first, `waiting` while another one writes, `reached N`
 * after each step, and `done` when it knows everything.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openLanceCatalogue } from "#papers";
import { openStore } from "#store";

const [uri = "", file = "", most = "50"] = process.argv.slice(2);
const store = await openStore({ file });
const catalogue = await openLanceCatalogue({
  uri,
  hold: store.locks.hold,
  source: {
    identity: async () => file,
    newest: async () => (await store.papers.changedSince(0)).seq,
  },
});
process.stdout.write("opened\n");
let stopped = false;
process.once("SIGTERM", () => {
  stopped = true;
});
for (let said = ""; !stopped; ) {
  const now = await step();
  if (now !== said) process.stdout.write(`${now}\n`);
  said = now;
  if (!now.startsWith("reached")) await sleep(50);
}
await catalogue.close();
await store.close();

async function step(): Promise<string> {
  const from = await catalogue.reached();
  if (from === undefined) return "waiting";
  const { papers, seq } = await store.papers.changedSince(from, Number(most));
  if (seq === from) return "done";
  await catalogue.take(papers, from, seq);
  return `reached ${seq}`;
}
