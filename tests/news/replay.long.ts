import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../fakes/http/fault.ts";
import type { Entry } from "../fakes/huggingface/index.ts";
import { anEntry } from "../papers/sources/samples.ts";
import { newsStage } from "./stage.ts";

type Days = Readonly<Record<string, readonly Entry[]>>;

/** Polling a recorded month every quarter of an hour takes its time, in ms. */
const PATIENCE_MS = 120_000;

/** Days as the API answered them (`{"2026-08-03": [entry, …], …}`, gzipped), when somebody has them at hand. */
const { RECORDED_DAYS } = process.env;

const FAULTS: readonly Fault[] = [
  ...([
    { html: true },
    { cut: true },
    { gzipCut: true },
    { reset: true },
    { status: 502 },
  ] as const),
  ...([
    { status: 200, body: '{"error":"oops"}' },
    { bomb: 3_000_000 },
    { huge: 3_000_000 },
  ] as const),
  ...([
    { status: 429, headers: { "retry-after": "400" } },
    { redirect: "http://10.0.0.1/" },
  ] as const),
];

let stage: Awaited<ReturnType<typeof newsStage>> | undefined;
afterEach(() => stage?.close());

describe.each<[string, () => Days]>([
  ["five made-up days", madeUp],
  ...(RECORDED_DAYS
    ? [["recorded days", () => recorded(RECORDED_DAYS)] as [string, () => Days]]
    : []),
])("%s", (_, daysOf) => {
  test.each<[string, number]>([
    ["a good network", 0],
    ["a network that fails two times in three", 2 / 3],
  ])(
    "are polled over %s: no paper is lost, none doubled, all are right",
    async (_, rate) => {
      const days = daysOf();
      const dates = Object.keys(days).sort();
      stage = await newsStage(`${dates[0]}T00:00:00Z`);
      const { hub, clock, store, start } = stage;
      const faults = fc.sample(fc.option(fc.constantFrom(...FAULTS), { freq: 2 }), {
        ...{ seed: 42, numRuns: 50_000 },
      });
      const { poll, follow, catalogue } = start();
      const end = Date.parse(`${dates.at(-1)}T00:00:00Z`) + 36 * 3_600_000;
      for (let round = 0; clock.now() < end; clock.pass(900_000), round += 1) {
        // Each list appears once its day begins, as it was recorded.
        for (const date of dates)
          if (Date.parse(date) <= clock.now()) hub.put(date, days[date] ?? []);
        const fault = rate > 0 ? faults[round] : undefined;
        hub.break(fault ?? undefined);
        await poll();
      }
      await follow();
      const entries = dates.flatMap((date) => days[date] ?? []);
      const wanted = new Map(entries.map((entry) => [`arxiv:${entry.paper.id}`, entry]));
      const stored = await store.papers.all();
      expect(stored.map(({ key }) => key).sort()).toEqual([...wanted.keys()].sort());
      expect(await catalogue.extent()).toMatchObject({ papers: wanted.size });
      for (const paper of stored) expect(paper).toMatchObject(expectedOf(wanted.get(paper.key)));
      const snapshots = await store.snapshots.since(0);
      expect(new Set(snapshots.map(({ paper }) => paper))).toEqual(new Set(wanted.keys()));
      // Who submitted a paper, and everything else that nobody asked for, was left where it was.
      expect(new Set(stored.flatMap((paper) => Object.keys(paper)))).toEqual(kept(stored));
    },
    PATIENCE_MS,
  );
});

type Listed = { readonly name: string; readonly hidden?: boolean };

function expectedOf(entry: Entry | undefined) {
  const { title, summary, authors, publishedAt }: Readonly<Record<string, unknown>> =
    entry?.paper ?? {};
  const names = (authors as readonly Listed[]).flatMap(({ name, hidden }) =>
    hidden ? [] : line(name),
  );
  return {
    ...{ title: line(title), abstract: line(summary) },
    ...{ authors: [...new Set(names)], published: String(publishedAt).slice(0, 10) },
  };
}

/** The fields of `Paper` that Hugging Face can fill, as far as any paper has them. */
function kept(papers: readonly object[]): ReadonlySet<string> {
  const fields =
    "key title abstract authors published daily upvotes comments countedAt code keywords";
  return new Set(fields.split(" ").filter((field) => papers.some((paper) => field in paper)));
}

function line(text: unknown): string {
  return String(text).trim().replace(/\s+/g, " ");
}

function recorded(path: string): Days {
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8"));
}

/** A week with a full day, a paper on two days, and one that comes back as a new version. */
function madeUp(): Days {
  const day = (date: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      anEntry(`2608.${date.slice(-2)}${String(n).padStart(3, "0")}`, `Paper ${n}\n  of ${date}`, {
        authors: [{ name: "Ada Example" }, { name: "Nobody", hidden: true }],
        publishedAt: "2026-08-01T00:00:00.000Z",
        submittedOnDailyAt: `${date}T00:00:00.000Z`,
        upvotes: n,
      }),
    );
  const [first, second] = [day("2026-08-03", 130), day("2026-08-04", 20)];
  return {
    ...{ "2026-08-03": first, "2026-08-04": [...second, ...first.slice(0, 3)] },
    ...{
      "2026-08-05": day("2026-08-05", 2),
      "2026-08-06": [],
      "2026-08-07": day("2026-08-07", 30),
    },
  };
}
