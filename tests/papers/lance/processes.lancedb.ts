import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue, type Paper } from "#papers";
import { openStore } from "#store";
import { proveContest } from "../../chaos/lance/contest.ts";
import { proveKills } from "../../chaos/lance/kills.ts";
import { madeUpPapers } from "../../chaos/lance/papers.ts";
import { type ChaosPlace, PLACES } from "../../chaos/lance/places.ts";
import { startFeeder } from "../../chaos/lance/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A store of made-up papers, which more can be put into. */
async function filled(papers: readonly Paper[]) {
  const file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  const store = await openStore({ file });
  onTestFinished(() => store.close());
  for (let start = 0; start < papers.length; start += 20)
    await store.papers.put(papers.slice(start, start + 20));
  return { file, store };
}

async function opened(open: (typeof PLACES)[keyof typeof PLACES]): Promise<ChaosPlace> {
  const place = await open(folder);
  onTestFinished(place.close);
  return place;
}

describe.each(Object.entries(PLACES))("in %s", (_, open) => {
  test("of two that start as writers at once one waits, and nothing is lost or doubled", async () => {
    expect(await proveContest(240, await opened(open), folder)).toEqual([]);
  });

  test("a reader sees within five seconds what another process wrote", async () => {
    const { file, store } = await filled(madeUpPapers(40));
    const { uri, env } = await opened(open);
    const reader = await openLanceCatalogue({ uri, env });
    onTestFinished(() => reader.close());
    expect(await reader.extent()).toEqual({ papers: 0 });
    const feeder = startFeeder(uri, file, { env });
    onTestFinished(() => feeder.end("SIGKILL"));
    await feeder.says("done");
    const fresh: Paper = {
      ...{ key: "arxiv:2402.00001", title: "Zyzzyva and its Uses", abstract: "A beetle." },
    };
    await store.papers.put([fresh]);
    const put = performance.now();
    const seen = async () => (await reader.search({ text: "zyzzyva" })).hits[0]?.paper;
    while ((await seen()) === undefined && performance.now() - put < 20_000) await sleep(20);
    expect(await seen()).toEqual(fresh);
    expect(performance.now() - put).toBeLessThan(5_000);
  });
});

test("a writer that is killed leaves what can be read, and the next one ends its work", async () => {
  const place = await opened(PLACES["a folder"]);
  const { faults, rows, papers } = await proveKills(3, 400, place, folder);
  expect(faults).toEqual([]);
  expect(rows).toBe(papers);
}, 120_000);
