import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue, type Paper } from "#papers";
import { openStore } from "#store";
import { optionsOf, storageAt } from "../../../src/papers/lance/storage.ts";
import { madeUpPapers } from "../../chaos/lance/papers.ts";
import { startFeeder } from "../../chaos/lance/processes.ts";
import { proveKills } from "../../chaos/lance/prove.ts";
import { rowsAt } from "../../chaos/lance/rows.ts";
import { startS3 } from "../../fakes/s3/index.ts";

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

/** The same place in a folder and in an object store. */
const PLACES = {
  "a folder": async () => ({ uri: mkdtempSync(join(folder, "lance-")), env: {}, options: {} }),
  "an object store": async () => {
    const s3 = await startS3();
    onTestFinished(() => s3.stop());
    const uri = "s3://papers/catalogue";
    const storage = storageAt(uri, s3.env);
    return { uri, env: s3.env, options: storage ? optionsOf(storage) : {} };
  },
} as const;

describe.each(Object.entries(PLACES))("in %s", (_, place) => {
  test("of two that start as writers at once one waits, and nothing is lost or doubled", async () => {
    const papers = madeUpPapers(240);
    const { file, store } = await filled(papers);
    const { uri, env, options } = await place();
    const feeders = [0, 1].map(() => startFeeder(uri, file, { most: 20, env }));
    onTestFinished(async () => {
      await Promise.all(feeders.map((feeder) => feeder.end("SIGKILL")));
    });
    await Promise.race(feeders.map((feeder) => feeder.says("done")));
    await Promise.race(feeders.map((feeder) => feeder.says("waiting")));
    const writer = feeders.find(({ lines }) => lines.includes("done"));
    const other = feeders.find((feeder) => feeder !== writer);
    expect(other?.lines).toEqual(["waiting"]);
    // The one that waited goes on where the other one ended.
    await writer?.end("SIGTERM");
    await store.papers.put(madeUpPapers(20, 240));
    await other?.says("done");
    const keys = (await rowsAt(uri, options)).map(({ key }) => key);
    expect(keys).toHaveLength(260);
    expect(new Set(keys)).toEqual(new Set(madeUpPapers(260).map(({ key }) => key)));
  });

  test("a reader sees within five seconds what another process wrote", async () => {
    const { file, store } = await filled(madeUpPapers(40));
    const { uri, env } = await place();
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
  const { faults, rows, papers } = await proveKills(3, 400);
  expect(faults).toEqual([]);
  expect(rows).toBe(papers);
}, 120_000);
