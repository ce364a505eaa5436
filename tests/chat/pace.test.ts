import { describe, expect, test } from "vitest";
import { createPace, type Pace, type PaceOptions } from "#chat";

/** A clock that only waits move, and all of them in their order. */
function createClock() {
  let now = 0;
  const timers: { at: number; resolve(): void }[] = [];
  const wait = (ms: number) =>
    new Promise<void>((resolve) => void timers.push({ at: now + ms, resolve }));
  return {
    now: () => now,
    wait,
    /** Lets time go on until nothing waits any more. */
    async run(): Promise<void> {
      for (;;) {
        for (let i = 0; i < 20; i += 1) await Promise.resolve();
        timers.sort((a, b) => a.at - b.at);
        const next = timers.shift();
        if (!next) return;
        now = Math.max(now, next.at);
        next.resolve();
      }
    },
    /** The process stands still for so long. */
    stall: (ms: number) => {
      now += ms;
    },
  };
}

type Clock = ReturnType<typeof createClock>;

const paceOn = (clock: Clock, more: Partial<PaceOptions> = {}) =>
  createPace({ every: 21, limit: 50, now: clock.now, wait: clock.wait, ...more });

/** Sends so many requests whose answers take `ms`; answers when each was sent. */
function send(pace: Pace, clock: Clock, count: number, ms = 5): number[] {
  const sent: number[] = [];
  for (let i = 0; i < count; i += 1)
    void pace.turn().then(async (over) => {
      sent.push(clock.now());
      await clock.wait(ms);
      over();
    });
  return sent;
}

/** A door that several share. */
function createDoor(clock: Clock): NonNullable<PaceOptions["share"]> {
  let reserved = 0;
  return {
    async take(span) {
      const begin = Math.max(reserved, clock.now());
      reserved = begin + span;
      return begin - clock.now();
    },
    async hold(ms) {
      reserved = Math.max(reserved, clock.now() + ms);
    },
  };
}

/** The most that fall into any second. */
function most(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1_000).length),
  );
}

describe("a pace", () => {
  test("lets requests through one by one, just below the limit", async () => {
    const clock = createClock();
    const sent = send(paceOn(clock), clock, 500);
    await clock.run();
    expect(most(sent)).toBeLessThanOrEqual(50);
    const seconds = (sent.at(-1) ?? 0) / 1_000;
    expect(500 / seconds / 50).toBeGreaterThan(0.94);
  });

  test("never lets more through in a second than the limit, wherever the process stood still", async () => {
    const clock = createClock();
    const pace = paceOn(clock);
    const sent = send(pace, clock, 300);
    let turns = 0;
    const stalling = paceOn(clock, {
      wait: async (ms) => {
        turns += 1;
        await clock.wait(ms);
        if (turns % 10 === 0) clock.stall(400);
      },
    });
    const uneven = send(stalling, clock, 300);
    await clock.run();
    expect(most(sent)).toBeLessThanOrEqual(50);
    expect(most(uneven)).toBeLessThanOrEqual(50);
    expect(uneven).toHaveLength(300);
  });

  test("counts a request that is not answered yet, since it may arrive at any time", async () => {
    const clock = createClock();
    const sent = send(paceOn(clock), clock, 120, 3_000);
    await clock.run();
    // The first fifty are answered from 3 s on; until then no other may go.
    expect(sent.filter((at) => at < 3_000)).toHaveLength(50);
    expect(sent).toHaveLength(120);
  });

  test("lets nobody through while the other side asked to wait", async () => {
    const clock = createClock();
    const pace = paceOn(clock);
    pace.hold(2_000);
    const sent = send(pace, clock, 3);
    await clock.run();
    expect(sent).toEqual([2_000, 2_021, 2_042]);
  });

  test("refuses at once whoever would have to wait too long, and tells how long", async () => {
    const clock = createClock();
    const pace = paceOn(clock);
    pace.hold(60_000);
    await expect(pace.turn()).rejects.toMatchObject({ fault: "rate", retryAfter: 60_000 });
    const crowded = paceOn(clock);
    const all = Array.from({ length: 2_000 }, () =>
      crowded.turn().then(
        (over) => over(),
        ({ fault }) => fault,
      ),
    );
    await clock.run();
    const refused = (await Promise.all(all)).filter((one) => one === "rate").length;
    expect(refused).toBeGreaterThan(1_000);
  });

  test("is one for all who share a door, whoever asks how often", async () => {
    const clock = createClock();
    const door = createDoor(clock);
    let asked = 0;
    const share: typeof door = {
      ...door,
      take(span) {
        asked += 1;
        return door.take(span);
      },
    };
    const sent = [1, 2, 3].map((n) => send(paceOn(clock, { share }), clock, 100 * n));
    await clock.run();
    const all = sent.flat();
    expect(all).toHaveLength(600);
    expect(most(all)).toBeLessThanOrEqual(50);
    expect(600 / (Math.max(...all) / 1_000) / 50).toBeGreaterThan(0.94);
    expect(asked).toBeLessThan(600 / 8);
  });

  test("lets nobody at a shared door through while the other side asked one of them to wait", async () => {
    const clock = createClock();
    const share = createDoor(clock);
    const [told, other] = [paceOn(clock, { share }), paceOn(clock, { share })];
    told.hold(2_000);
    const sent = [send(told, clock, 2), send(other, clock, 2)];
    await clock.run();
    expect(sent.flat()).toHaveLength(4);
    expect(Math.min(...sent.flat())).toBeGreaterThanOrEqual(2_000);
  });

  test("gives up the turns at a shared door that it slept through", async () => {
    const clock = createClock();
    const share = createDoor(clock);
    let waits = 0;
    const sleepy = paceOn(clock, {
      share,
      wait: (ms) => {
        waits += 1;
        return clock.wait(ms + (waits % 7 === 0 ? 240 : 0));
      },
    });
    const pace = paceOn(clock, { share });
    const all = [send(sleepy, clock, 300), send(pace, clock, 300)];
    await clock.run();
    expect(all.flat()).toHaveLength(600);
    expect(most(all.flat())).toBeLessThanOrEqual(50);
  });
});
