// A second process on the same store, started by the tests: process.ts (open | append | claim | hold) PLACE
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "#store";
import { openSqlite } from "../../src/store/sqlite.ts";

const [what, place = ""] = process.argv.slice(2);
const log = { info() {}, warn() {}, error() {} };
/** Short, so that a test need not wait for the lease of a process that it killed. */
const leaseMs = 500;
const store = place.startsWith("postgres:")
  ? await openStore({ url: place, log })
  : await openSqlite(place, leaseMs);

switch (what) {
  case "open":
    process.stdout.write(`schema ${(await store.info()).schema}\n`);
    break;
  case "append":
    // One line per row, written only when the store said the row is kept; runs until it is killed.
    for (let n = 0; ; n += 1) {
      const key = `title:${process.pid}-${n}`;
      await store.papers.put([{ key, title: key, abstract: "x".repeat(200) }]);
      process.stdout.write(`${key}\n`);
    }
  case "claim":
    process.stdout.write("ready\n");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    process.stdin.destroy();
    for (;;) {
      const claimed = await store.deliveries.claim(1_000_000, 60_000, 7, ["discord", "slack"]);
      if (claimed.length === 0) break;
      process.stdout.write(claimed.map((one) => `${one.id}\n`).join(""));
      const sent = { state: "sent", papers: ["p"], at: 1 } as const;
      await Promise.all(claimed.map((one) => store.deliveries.settle(one.id, sent)));
    }
    break;
  case "hold":
    // Asks until it has the lock, and keeps it until it is killed.
    process.stdout.write("ready\n");
    while (!(await store.locks.hold("gateway", () => process.exit(1)))) await sleep(20);
    process.stdout.write("held\n");
    setInterval(() => {}, 60_000);
    await new Promise(() => {});
}
await store.close();
