import { join } from "node:path";
import type { Place } from "#chat";
import { openStore, type Store } from "#store";
import { newFolder } from "./running.ts";

/** A bot's folder in which a channel is subscribed, its post due since a second ago. */
export type DueFolder = {
  readonly folder: string;
  /** Opens the folder's database, which the bot may have open too. */
  store(): Promise<Store>;
  /** How the post stands in the ledger: its state, and the message it became. */
  ledger(): Promise<{ readonly state: string; readonly message?: string } | undefined>;
};

/** Makes one. */
export async function dueFolder(place: Place, manner = {}): Promise<DueFolder> {
  const folder = newFolder();
  const open = () => openStore({ file: join(folder, "paperboy.db") });
  const store = await open();
  const now = Date.now();
  await store.subscriptions.put({
    ...{ ...place, id: "0000000a", by: "ada", createdAt: now, nextRunAt: now - 1_000 },
    ...{ time: timeOf(now - 1_000), zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], count: 5 },
    ...{ least: 0, empty: "say", state: "enabled", manner },
  });
  await store.close();
  return {
    folder,
    store: open,
    async ledger() {
      const reader = await open();
      const [last] = await reader.deliveries.last(place, "0000000a", 1);
      await reader.close();
      return last;
    },
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}
