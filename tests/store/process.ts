// A second process on the same store, started by the tests: process.ts (open | append | claim) FILE
import { openStore } from "#store";

const [what, file = ""] = process.argv.slice(2);
const store = await openStore({ file });

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
      const claimed = await store.deliveries.claim(1_000_000, 60_000, 3, ["discord", "slack"]);
      if (claimed.length === 0) break;
      for (const one of claimed) {
        process.stdout.write(`${one.id}\n`);
        await store.deliveries.settle(one.id, { state: "sent", papers: ["p"], at: 1 });
      }
    }
}
await store.close();
