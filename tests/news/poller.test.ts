import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SourceError } from "#papers";
import { dailyLists } from "../../src/news/daily-lists.ts";
import { createPoller } from "../../src/news/poller.ts";
import { anEntry } from "../papers/sources/samples.ts";
import { newsStage } from "./stage.ts";

let stage: Awaited<ReturnType<typeof newsStage>>;
beforeEach(async () => {
  stage = await newsStage("2026-11-24T12:00:00Z");
  stage.hub.put("2026-11-24", [
    anEntry("2611.00001", "First", {
      upvotes: 3,
      githubRepo: "https://a.example/b",
      githubStars: 5,
    }),
    anEntry("2611.00002", "Second", { upvotes: 1 }),
  ]);
});
afterEach(() => stage.close());

describe("polling", () => {
  test("brings papers into the store, with their counts at that time", async () => {
    const { start, store, clock } = stage;
    const at = clock.now();
    const { poll, follow, titles, catalogue } = start();
    await poll();
    await follow();
    expect(await titles()).toEqual(["First", "Second"]);
    expect((await catalogue.search({ text: "second" })).hits).toHaveLength(1);
    expect((await catalogue.get("arxiv:2611.00001"))?.countedAt).toBe(at);
    expect(await store.snapshots.since(0)).toEqual([
      { paper: "arxiv:2611.00001", at, upvotes: 3, comments: 2, stars: 5 },
      { paper: "arxiv:2611.00002", at, upvotes: 1, comments: 2 },
    ]);
  });

  test("brings what is new and what changed at every look after", async () => {
    const { start, store, clock, hub } = stage;
    const { poll, follow, catalogue } = start();
    await poll();
    clock.pass(3_600_000);
    hub.put("2026-11-24", [
      anEntry("2611.00001", "First", { upvotes: 30, ai_keywords: ["late"] }),
      anEntry("2611.00003", "Third", { upvotes: 2 }),
    ]);
    await poll();
    await follow();
    const first = await catalogue.get("arxiv:2611.00001");
    expect(first).toMatchObject({ upvotes: 30, keywords: ["late"] });
    expect(await catalogue.extent()).toMatchObject({ papers: 3 });
    const counts = (await store.snapshots.since(0)).map(({ paper, upvotes }) => [paper, upvotes]);
    expect(counts).toContainEqual(["arxiv:2611.00001", 30]);
    expect(counts).toHaveLength(4);
  });

  test("believes no counts from the future, as a clock that was wrong has them", async () => {
    const { start, store, clock } = stage;
    const paper = { key: "arxiv:2611.00001", title: "First", abstract: "" };
    await store.papers.put([{ ...paper, upvotes: 99, countedAt: clock.now() + 86_400_000 }]);
    const at = clock.now();
    await start().poll();
    const stored = await store.papers.all();
    expect(stored.find(({ key }) => key === paper.key)).toMatchObject({
      ...{ upvotes: 3, countedAt: at },
    });
  });

  test("asks no look twice, and a restart asks nothing again", async () => {
    const { start, asked } = stage;
    await start().poll();
    const count = asked().length;
    expect(count).toBe(22);
    expect(new Set(asked()).size).toBe(22);
    const again = start();
    await again.poll();
    await again.poll();
    expect(asked()).toHaveLength(count);
  });

  test("by two processes on one store asks once", async () => {
    const { start, asked, until } = stage;
    const processes = [start(), start()];
    await Promise.all(processes.map(({ poll }) => poll()));
    await Promise.all(processes.map(({ poll }) => poll()));
    expect(asked()).toHaveLength(22);
    await until("2026-11-26T12:00:00Z", ...processes.map(({ poll }) => poll));
    const perDay = asked().filter((day) => day === "2026-11-25");
    expect(perDay).toHaveLength(22);
    for (const { follow, titles } of processes) {
      await follow();
      expect(await titles()).toEqual(["First", "Second"]);
    }
  });

  test("is taken over when a process dies in the middle of it", async () => {
    const { start, store, clock, asked } = stage;
    const now = clock.now();
    await store.polls.claim("huggingface", "a process that was killed", now, now + 180_000);
    const { poll } = start();
    await poll();
    expect(asked()).toEqual([]);
    clock.pass(180_000);
    await poll();
    expect(asked()).toHaveLength(22);
  });

  test("ends when it is told to, gives the source back and calls nothing a failure", async () => {
    const { start, stop, hub, state, store, clock } = stage;
    hub.break({ hang: true });
    const { poll, told } = start();
    const round = poll();
    while (hub.requests.length === 0) await new Promise(setImmediate);
    stop.abort();
    await round;
    expect(await state()).toEqual({ source: "huggingface", failures: 0, nextTry: 0 });
    expect(told).toEqual([]);
    const now = clock.now();
    expect(await store.polls.claim("huggingface", "next", now, now + 1)).toBe(true);
  });
});

test("without a network one source speaks for all, and the others once it answers", async () => {
  const { store, clock, stop } = stage;
  const told: string[] = [];
  const silent = new Set<string>();
  const down = new Set(["arxiv", "huggingface"]);
  const polls = [...down].map((name) => {
    const papers = async function* () {
      if (down.has(name)) throw new SourceError("down", `${name} can't be reached.`);
      yield* [];
    };
    const log = { info: () => {}, warn: (_: object, message: string) => void told.push(message) };
    const polling = { store, clock, log, silent, signal: stop.signal };
    return createPoller({ ...polling, source: { name, papers }, schedule: dailyLists });
  });
  const after = async (hours: number) => {
    told.length = 0;
    clock.pass(hours * 3_600_000);
    for (const poll of polls) await poll();
    return told.map((line) => line.split(" ")[0]);
  };
  expect(await after(0)).toEqual(["arxiv"]);
  expect(await after(2)).toEqual(["arxiv"]);
  down.delete("arxiv");
  expect(await after(2)).toEqual(["huggingface"]);
});

describe("a source that does not answer", () => {
  test("is tried again with growing pauses, up to an hour, also by a process that starts anew", async () => {
    const { start, hub, state, clock } = stage;
    hub.break({ status: 503 });
    const { poll } = start();
    const pauses: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      await poll();
      const { nextTry = 0, failures } = (await state()) ?? {};
      expect(failures).toBe(round + 1);
      pauses.push(Math.round((nextTry - clock.now()) / 1000));
      const before = hub.requests.length;
      await poll();
      await start().poll();
      expect(hub.requests).toHaveLength(before);
      clock.pass(nextTry - clock.now());
    }
    expect(pauses).toEqual([45, 90, 180, 360, 720, 1440, 2700, 2700, 2700]);
  });

  test("for three days is one line an hour in the log, and one when it is back", async () => {
    const { start, hub, until, state } = stage;
    hub.break({ html: true });
    const { poll, told } = start();
    await until("2026-11-27T12:00:00Z", poll);
    expect(told.length).toBeGreaterThan(24);
    expect(told.length).toBeLessThanOrEqual(73);
    expect(new Set(told)).toEqual(
      new Set([
        "Hugging Face sent a web page instead of JSON. I go on with what I know and try again",
      ]),
    );
    expect(await state()).toMatchObject({ failingSince: expect.any(Number) });
    hub.break(undefined);
    const before = told.length;
    await until("2026-11-27T14:00:00Z", poll);
    expect(told.slice(before)).toEqual(["New papers have come", "Hugging Face answers again"]);
    expect(await state()).toMatchObject({ failures: 0, lastSuccess: expect.any(Number) });
  });

  test("for an hour is waited for when it said so", async () => {
    const { start, hub, state, clock } = stage;
    hub.fail({ status: 429, headers: { "retry-after": "7200" } });
    const from = clock.now();
    await start().poll();
    expect((await state())?.nextTry).toBe(from + 7_200_000);
    expect(hub.requests).toHaveLength(1);
  });

  test("for one list is asked for the others", async () => {
    const { start, hub, asked } = stage;
    hub.fail({ html: true }, { html: true }, { html: true });
    const { poll, follow, titles } = start();
    await poll();
    expect(new Set(asked()).size).toBe(22);
    await follow();
    expect(await titles()).toEqual([]);
    stage.clock.pass(60_000);
    await poll();
    await follow();
    expect(await titles()).toEqual(["First", "Second"]);
    expect(asked()).toHaveLength(25);
  });

  test("with a list that it refuses is not asked for it again and again", async () => {
    const { start, hub, asked, state } = stage;
    hub.fail({ status: 400, body: '{"error":"no"}' });
    const { poll, told } = start();
    await poll();
    await poll();
    expect(asked()).toHaveLength(22);
    expect(await state()).toMatchObject({ failures: 0 });
    expect(told).toContain("Hugging Face has no such thing (400).");
  });
});
