import { expect, test } from "vitest";
import { createTrends } from "#digest";
import { createCatalogue, type Snapshot } from "#papers";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-11T12:00:00Z");

/** Trends over a store that counts what is read of it. */
async function open() {
  const stored: Snapshot[] = [];
  const reads: number[] = [];
  let now = NOW;
  const papers = createCatalogue();
  await papers.add([{ key: "arxiv:2603.00001", title: "a", abstract: "", daily: "2026-03-09" }]);
  const since = async (at: number) => {
    const found = stored.filter((one) => one.at >= at).sort((a, b) => a.at - b.at);
    reads.push(found.length);
    return found;
  };
  const trends = createTrends({ papers, snapshots: { since }, now: () => now });
  return {
    reads,
    take: (hoursAgo: number, upvotes: number) =>
      stored.push({ paper: "arxiv:2603.00001", at: now - hoursAgo * HOUR, upvotes }),
    pass: (hours: number) => {
      now += hours * HOUR;
    },
    gained: async () => (await trends({ window: "week" })).hits[0]?.gained,
  };
}

test("snapshots are read once, then only the newest of them", async () => {
  const { reads, take, gained } = await open();
  for (let hours = 1; hours <= 100; hours += 1) take(hours, 200 - hours);
  await gained();
  await gained();
  expect(reads).toEqual([100, 7]);
});

test("a snapshot that comes counts at once, one that came late within the hour", async () => {
  const { take, pass, gained } = await open();
  take(30, 10);
  expect(await gained()).toBeUndefined();
  take(1, 40);
  expect(await gained()).toBe(30);
  take(25, 35);
  expect(await gained()).toBe(30);
  pass(1);
  expect(await gained()).toBe(5);
});
