import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, restore, type Store } from "#store";
import { aPlan, aSubscription, here, hour } from "./contract/samples.ts";

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-restore-"));
  store = await openStore({ file: join(folder, "paperboy.db") });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test("a post that was due when the backup was made may be out by the database that is lost", async () => {
  const { subscriptions, deliveries } = store;
  const now = 10 * hour;
  for (const id of ["sent", "leased", "due"]) {
    await subscriptions.put(aSubscription({ id }));
    await deliveries.plan(aPlan(aSubscription({ id })));
    if (id === "due") continue;
    const [one] = await deliveries.claim(now, 60_000, 9, ["discord", "slack"]);
    if (id === "sent") await deliveries.settle(one!.id, { state: "sent", papers: [], at: now });
  }
  const backup = join(folder, "backup.db");
  await store.backup(backup);
  const file = join(folder, "again.db");
  restore(backup, file, { replace: false, now });
  const again = await openStore({ file });
  await again.deliveries.expire(now + hour);
  const earlier = { since: 9 * hour, sure: false };
  expect(await again.deliveries.claim(now + hour, 60_000, 9, ["discord", "slack"])).toMatchObject([
    { subscription: expect.stringMatching(/due|leased/), earlier },
    { subscription: expect.stringMatching(/due|leased/), earlier },
  ]);
  const [sent] = await again.deliveries.last(here, "sent", 1);
  expect(sent).not.toHaveProperty("earlier");
  await again.close();
});
