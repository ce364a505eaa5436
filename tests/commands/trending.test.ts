import { afterEach, expect, test } from "vitest";
import { openStore, type Store } from "#store";
import { createBot } from "../../src/bot.ts";
import { shown } from "../desk.ts";

const NOW = "2026-11-28T12:00:00Z";
const at = { platform: "test", tenant: "lab", channel: "general" };
const by = { id: "ada", manager: false };
const opened: Store[] = [];
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

/** A bot on a Saturday that knows Friday's list and looked at it at 8 and at 25 hours. */
async function openSaturday() {
  const store = await openStore({ file: ":memory:" });
  opened.push(store);
  const counts = { first: [10, 48], second: [20, 42] } as const;
  await store.papers.put(
    Object.entries(counts).map(([title, [, upvotes]], index) => ({
      ...{ key: `arxiv:2611.0000${index}`, title, abstract: "", upvotes },
      ...{ published: "2026-11-24", daily: "2026-11-27" },
    })),
  );
  await store.snapshots.add(
    Object.values(counts).flatMap(([early, late], index) => [
      { paper: `arxiv:2611.0000${index}`, at: Date.parse("2026-11-27T08:00:00Z"), upvotes: early },
      { paper: `arxiv:2611.0000${index}`, at: Date.parse("2026-11-28T01:00:00Z"), upvotes: late },
    ]),
  );
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const bot = await createBot({ store, root: "papers", log, now: () => Date.parse(NOW) });
  const trend = async (window: string) =>
    shown(await bot.host.answer({ command: "trending", input: { window }, by, at }));
  return { store, trend };
}

test("at a weekend the day is Friday's list, with what each paper gained", async () => {
  const { trend } = await openSaturday();
  expect(await trend("day")).toMatch(
    /no list at weekends: this is Friday’s\. Ranked by upvotes\.\nfirst\n[\s\S]*\+38 upvotes in 17 hours[\s\S]*\nsecond\n/,
  );
});

test("votes of this week count, older ones no more", async () => {
  const { store, trend } = await openSaturday();
  const vote = (people: readonly string[], paper: string, when: string) =>
    Promise.all(people.map((one) => store.votes.cast(at, one, paper, Date.parse(when))));
  await vote(["a", "b", "c"], "arxiv:2611.00001", "2026-11-27T12:00:00Z");
  await vote(["a", "b", "c", "d", "e"], "arxiv:2611.00000", "2026-11-01T12:00:00Z");
  const week = await trend("week");
  expect(week).toContain("Ranked by upvotes for their age and what is liked here.");
  expect(week).toMatch(/\nsecond\n[\s\S]*3 votes here[\s\S]*\nfirst\n/);
  expect(week).not.toContain("5 votes");
});
