import { copyFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliverDue } from "#digest";
import { openStore } from "#store";
import { channelOf } from "../desk.ts";
import { newFolder, remove } from "../running.ts";
import { HOUR, openDelivery } from "./delivery.ts";
import { DUE, openLight } from "./light.ts";

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const sentIn = (days: readonly string[]) => days.filter((day) => day.endsWith("sent")).length;

describe("a downtime", () => {
  test.each([
    ["of a minute over the hour", DUE - 30_000, MINUTE, ["2026-11-24 sent"]],
    ["of an hour", DUE - MINUTE, HOUR, ["2026-11-24 sent"]],
    ["that ends six hours after it was due", DUE - MINUTE, 6 * HOUR, ["2026-11-24 sent"]],
    ["that ends a minute later", DUE - MINUTE, 6 * HOUR + 2 * MINUTE, ["2026-11-24 skipped"]],
    ["of a day", DUE - MINUTE, DAY + 2 * MINUTE, ["2026-11-25 sent", "2026-11-24 skipped"]],
    [
      "of 48 hours that ends in the evening",
      ...([DUE - 15 * HOUR, 48 * HOUR] as const),
      ["2026-11-25 skipped", "2026-11-24 skipped"],
    ],
    [
      "of 48 hours that ends after the hour",
      ...([DUE - 23.5 * HOUR, 48 * HOUR] as const),
      ["2026-11-25 sent", "2026-11-24 skipped"],
    ],
  ])(
    "%s posts the newest once, within six hours, and records the others",
    async (_, at, ms, days) => {
      const { beatAt, ledger, channel, store } = await openLight();
      await beatAt(at, at + ms, at + ms + MINUTE, at + ms + 2 * MINUTE);
      expect(await ledger()).toEqual(days);
      expect(channel.posts).toHaveLength(sentIn(days));
      await store.close();
    },
  );

  test("of any length at any time makes no two posts of a day, and leaves none unrecorded", async () => {
    const downtime = fc.record({
      from: fc.integer({ min: -DAY, max: DAY }),
      ms: fc.integer({ min: MINUTE, max: 48 * HOUR }),
    });
    await fc.assert(
      fc.asyncProperty(downtime, async ({ from, ms }) => {
        const { beatAt, ledger, channel, store } = await openLight();
        const [down, up] = [DUE + from, DUE + from + ms];
        const hours = Array.from({ length: 5 * 24 }, (_, i) => DUE - HOUR + i * HOUR);
        const up_ = hours.filter((at) => at <= down || at >= up);
        await beatAt(...[...up_, up, up + MINUTE].sort((a, b) => a - b));
        const days = await ledger();
        const dates = ["2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24"];
        expect(days.map((row) => row.slice(0, 10))).toEqual(dates);
        expect(days.every((row) => /sent|skipped/.test(row))).toBe(true);
        expect(channel.posts).toHaveLength(sentIn(days));
        await store.close();
      }),
      { numRuns: 25, seed: 11 },
    );
  });
});

describe("a clock that steps by an hour, forth or back", () => {
  test("whenever it does, makes no two posts of a day, and leaves none out", async () => {
    const step = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.constantFrom(-HOUR, HOUR));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const { beatAt, ledger, channel, store } = await openLight();
        // Time passes; the clock of the machine is off by the steps so far.
        for (let minute = -60; minute <= 300; minute += 10) {
          const off = steps.reduce((sum, [at, ms]) => (at <= minute ? sum + ms : sum), 0);
          await beatAt(DUE + minute * MINUTE + off);
        }
        await beatAt(DUE + DAY + HOUR);
        expect(await ledger()).toEqual(["2026-11-25 sent", "2026-11-24 sent"]);
        expect(channel.posts).toHaveLength(2);
        await store.close();
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  test("while a post is on its way lets another process look for it, and never send it blindly", async () => {
    const { beatAt, by, channel, store, now } = await openLight();
    const other = channelOf();
    const { post } = channel.platform;
    let clock = now();
    channel.platform.post = async (...what) => {
      clock = DUE + HOUR;
      const platforms = new Map([["test", other.platform]]);
      await deliverDue({ ...by, platforms, now: () => clock, paused: new Map() }, () => false);
      return await post(...what);
    };
    await beatAt(DUE);
    expect(other.posts).toMatchObject([{ progress: { earlier: { since: DUE, sure: true } } }]);
    expect(other.posts[0]?.key).toBe(channel.posts[0]?.key);
    await store.close();
  });
});

describe("an edit around the hour", () => {
  test.each([
    ["a later time", "time:18:00 days:daily", "2026-11-25T17:00:00.000Z"],
    [
      "the same time in a zone behind",
      "time:09:00 days:daily zone:America/New_York",
      "2026-11-25T14:00:00.000Z",
    ],
    [
      "the same time in a zone ahead",
      "time:09:00 days:daily zone:Asia/Tokyo",
      "2026-11-25T00:00:00.000Z",
    ],
  ])("to %s after the post says when the next one really comes", async (_, words, next) => {
    const { desk, channel, beat } = await openDelivery();
    desk.pass(HOUR);
    await beat();
    desk.pass(MINUTE);
    const said = await desk.say(`subscribe ${words}`);
    const [subscription] = await desk.store.subscriptions.inTenant(desk.at);
    expect(new Date(subscription!.nextRunAt).toISOString()).toBe(next);
    expect(said.summary).toContain("25 Nov");
    for (let hour = 0; hour < 39; hour += 1) {
      await beat();
      desk.pass(HOUR);
    }
    expect(channel.posts).toHaveLength(2);
    await desk.store.close();
  });

  test("and a resumption after the post of the day say so too", async () => {
    const { desk, beat } = await openDelivery();
    desk.pass(HOUR);
    await beat();
    desk.pass(-MINUTE);
    await desk.say("subscriptions pause 1");
    expect((await desk.say("subscriptions resume 1")).summary).toContain("Wed 25 Nov, 09:00");
    await desk.store.close();
  });

  test("made again and again, to whatever time and zone, makes no two posts of one date", async () => {
    const edit = fc.record({
      minutes: fc.integer({ min: 1, max: 600 }),
      time: fc.constantFrom("00:00", "08:59", "09:00", "09:01", "12:00", "23:59"),
      zone: fc.constantFrom("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const { beatAt, edit, ledger, channel, store, now } = await openLight();
        await beatAt(DUE);
        for (const { minutes, time, zone } of edits) {
          await edit({ time, zone });
          await beatAt(now() + minutes * MINUTE, now());
        }
        const rows = await ledger();
        expect(new Set(rows.map((row) => row.slice(0, 10))).size).toBe(rows.length);
        expect(channel.posts).toHaveLength(sentIn(rows));
        await store.close();
      }),
      { numRuns: 25, seed: 3 },
    );
  });
});

test("an older copy of the database makes the very post that the lost one had sent, and has it looked for", async () => {
  const { by, channel, subscription, store: unused, ...light } = await openLight();
  const folder = newFolder();
  const [file, copy] = [join(folder, "now.db"), join(folder, "before.db")];
  const first = await openStore({ file });
  await first.subscriptions.put(subscription);
  await first.close();
  copyFileSync(file, copy);
  for (const [at, which] of [
    [DUE, file],
    [DUE + HOUR, copy],
  ] as const) {
    const store = await openStore({ file: which });
    await light.beatAt(DUE - HOUR);
    await deliverDue({ ...by, store, now: () => at }, () => false);
    await store.close();
  }
  await unused.close();
  remove(folder);
  const [before, after] = channel.posts;
  expect(before?.progress).not.toHaveProperty("earlier");
  expect(after?.key).toBe(before?.key);
  expect(after?.progress?.earlier).toEqual({ since: DUE, sure: false });
});
