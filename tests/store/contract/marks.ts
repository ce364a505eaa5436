import { expect, test } from "vitest";
import type { Store } from "#store";
import { here } from "./samples.ts";

/** Votes and saves. */
export function marksContract(given: () => Store): void {
  test("a person votes once for a paper and may take it back", async () => {
    const { votes } = given();
    const cast = await Promise.all(Array.from({ length: 5 }, () => votes.cast(here, "a", "p", 5)));
    expect(cast.filter(Boolean)).toHaveLength(1);
    expect(await votes.cast(here, "b", "p", 9)).toBe(true);
    expect(await votes.counts(here)).toEqual(new Map([["p", 2]]));
    expect(await votes.counts(here, 6)).toEqual(new Map([["p", 1]]));
    expect(await votes.papersSince(6)).toEqual(["p"]);
    expect(await votes.papersSince(5)).toEqual(["p"]);
    expect(await votes.papersSince(10)).toEqual([]);
    expect(await votes.withdraw(here, "a", "p")).toBe(true);
    expect(await votes.withdraw(here, "a", "p")).toBe(false);
    expect(await votes.of(here, "p")).toBe(1);
  });

  test("a reader's list is newest first and keeps the first time", async () => {
    const { saves } = given();
    expect(await saves.save(here, "a", "p", 5)).toBe(true);
    expect(await saves.save(here, "a", "q", 7)).toBe(true);
    expect(await saves.save(here, "a", "p", 9)).toBe(false);
    await saves.save(here, "b", "p", 9);
    expect(await saves.of(here, "a")).toEqual([
      { paper: "q", at: 7 },
      { paper: "p", at: 5 },
    ]);
    expect(await saves.counts(here)).toEqual(
      new Map([
        ["p", 2],
        ["q", 1],
      ]),
    );
    expect(await saves.counts(here, 8)).toEqual(new Map([["p", 1]]));
    expect(await saves.remove(here, "a", "p")).toBe(true);
    expect(await saves.remove(here, "a", "p")).toBe(false);
  });
}

/** Parked tickets. */
export function ticketsContract(given: () => Store): void {
  test("a ticket is found until it expires, and is then thrown away", async () => {
    const { tickets } = given();
    await tickets.park("k", 'whatever \u{1F39F} "quoted"', 100);
    expect(await tickets.find("k", 99)).toBe('whatever \u{1F39F} "quoted"');
    expect(await tickets.find("k", 100)).toBeUndefined();
    expect(await tickets.find("other", 0)).toBeUndefined();
    await tickets.park("k", "new words", 50);
    expect(await tickets.find("k", 99)).toBe("new words");
    await tickets.park("long", "stays", 500);
    expect(await tickets.prune(100)).toBe(1);
    expect(await tickets.find("long", 100)).toBe("stays");
  });
}
