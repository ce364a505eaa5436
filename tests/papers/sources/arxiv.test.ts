import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { arxivSource } from "#papers";
import { errorFeed, rssFeed } from "../../fakes/arxiv/feeds.ts";
import { type FakeArxiv, startArxiv } from "../../fakes/arxiv/index.ts";
import { heldClock } from "../../fakes/http/clock.ts";
import { aSubmission } from "./samples.ts";

let clock: ReturnType<typeof heldClock>;
let archive: FakeArxiv;
let skipped: string[];
beforeEach(async () => {
  clock = heldClock("2026-11-24T12:00:00Z");
  archive = await startArxiv(clock.now);
  skipped = [];
});
afterEach(() => archive.close());

const source = (...categories: readonly string[]) =>
  arxivSource({
    ...{ apiUrl: archive.apiUrl, rssUrl: archive.rssUrl, agent: "test", clock },
    categories: categories.length > 0 ? categories : ["cs.LG"],
    onSkip: (reason) => skipped.push(reason),
  });
const paths = () => archive.requests.map(({ path }) => path.replace(/\?.*/, ""));

describe("an announcement", () => {
  test("tells its papers at once, and then with the exact day", async () => {
    archive.put([aSubmission("2611.00001", "On x < y & z", { published: "2026-11-19" })]);
    const [first, second] = await Array.fromAsync(source().papers());
    const paper = {
      ...{ key: "arxiv:2611.00001", title: "On x < y & z", categories: ["cs.LG", "stat.ML"] },
      abstract: "We show that On x < y & z is worth reading, if x < 1 & y > 2.",
      authors: ["Ada Example", "Bo Sample"],
    };
    expect(first).toEqual({ ...paper, published: "2026-11" });
    expect(second).toEqual({ ...paper, published: "2026-11-19" });
  });

  test("holds what is new or new in this category; new versions of old papers are none", async () => {
    archive.put([
      aSubmission("2611.00001", "New"),
      aSubmission("2611.00002", "Crossed", { type: "cross" }),
      aSubmission("2401.00003", "Replaced", { type: "replace", version: 3 }),
      aSubmission("2401.00004", "Replaced there", { type: "replace-cross", version: 2 }),
    ]);
    const papers = await Array.fromAsync(source().papers());
    expect(new Set(papers.map(({ title }) => title))).toEqual(new Set(["New", "Crossed"]));
  });

  test("without types tells new from old by the version", async () => {
    const item = (id: string, version: number) => `<item>
      <title>T${version} (arXiv:${id}v${version} [cs.LG])</title>
      <description>arXiv:${id}v${version}  \nAbstract: <![CDATA[A & B]]></description></item>`;
    const body = rssFeed("cs.LG", [item("2401.00002", 2), item("2611.00001", 1)]);
    archive.fail({ status: 200, type: "text/xml", body });
    expect(await firstOf(source().papers(), 1)).toEqual([
      expect.objectContaining({ key: "arxiv:2611.00001", title: "T1", abstract: "A & B" }),
    ]);
  });

  test("as Atom is read alike", async () => {
    const entry = `<entry><id>oai:arXiv.org:2611.00001v1</id><title>In Atom</title>
      <link href="https://arxiv.org/abs/2611.00001" rel="alternate" type="text/html"/>
      <summary>arXiv:2611.00001v1 Announce Type: new \nAbstract: Short.</summary>
      <category term="cs.LG"/><arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Ada Example, Bo Sample</dc:creator></entry>`;
    archive.fail({
      ...{ status: 200, type: "application/atom+xml" },
      body: `<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`,
    });
    expect(await firstOf(source().papers(), 1)).toEqual([
      {
        ...{ key: "arxiv:2611.00001", title: "In Atom", abstract: "Short.", published: "2026-11" },
        ...{ authors: ["Ada Example", "Bo Sample"], categories: ["cs.LG"] },
      },
    ]);
  });

  test("of a weekend or holiday is empty, and nothing else is asked", async () => {
    expect(await Array.fromAsync(source("cs.LG", "cs.CL").papers())).toEqual([]);
    expect(paths()).toEqual(["/rss/cs.LG", "/rss/cs.CL"]);
  });

  test("of a paper in several categories is one", async () => {
    archive.put([aSubmission("2611.00001", "Both", { categories: ["cs.LG", "cs.CL"] })]);
    const papers = await Array.fromAsync(source("cs.LG", "cs.CL").papers());
    expect(papers.map(({ key }) => key)).toEqual(["arxiv:2611.00001", "arxiv:2611.00001"]);
    expect(paths()).toEqual(["/rss/cs.LG", "/rss/cs.CL", "/api/query"]);
  });

  test("of a category that arXiv does not have is told, and the others are read", async () => {
    archive.put([aSubmission("2611.00001", "New")]);
    const papers = await Array.fromAsync(source("cs.XX1", "cs.LG").papers());
    expect(papers).not.toEqual([]);
    expect(skipped).toEqual(["arXiv has no announcements of cs.XX1: check ARXIV_CATEGORIES."]);
  });
});

describe("details", () => {
  test("of hundreds are asked by the hundred, and each once however often one looks", async () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      aSubmission(`2611.${10000 + n}`, `Paper ${n}`),
    );
    archive.put(many);
    const asked = source();
    expect(await Array.fromAsync(asked.papers())).toHaveLength(500);
    expect(paths().filter((path) => path === "/api/query")).toHaveLength(3);
    expect(archive.requests.every(({ path }) => path.length < 2000)).toBe(true);
    archive.put([...many, aSubmission("2611.20000", "Late")]);
    expect(await Array.fromAsync(asked.papers())).toHaveLength(252);
    expect(archive.requests.at(-1)?.path).toContain("id_list=2611.20000&");
  });

  test("that come as an empty list are asked for again", async () => {
    archive.put([aSubmission("2611.00001", "New")]);
    archive.forget(2);
    expect(await Array.fromAsync(source().papers())).toHaveLength(2);
    archive.forget(9);
    const papers = source().papers();
    const seen: string[] = [];
    await expect(async () => {
      for await (const { key } of papers) seen.push(key);
    }).rejects.toThrow("an empty list where papers must be");
    expect(seen).toEqual(["arxiv:2611.00001"]);
  });

  test("that are an error in the guise of a feed are no paper", async () => {
    archive.put([aSubmission("2611.00001", "New")]);
    const asked = source();
    const papers = asked.papers();
    const [first] = await firstOf(papers, 1);
    archive.break({
      status: 200,
      type: "application/atom+xml",
      body: errorFeed("incorrect id format"),
    });
    expect(await Array.fromAsync(asked.byId?.(["2611.00001"]) ?? [])).toEqual([]);
    expect(first?.title).toBe("New");
    expect(skipped).toEqual(["arXiv refused the question (incorrect id format)."]);
  });

  test("of old ids are found too", async () => {
    archive.put([aSubmission("math/0211159", "Entropy", { categories: ["math.DG"] })]);
    const [paper] = await Array.fromAsync(source().byId?.(["math/0211159"]) ?? []);
    expect(paper).toMatchObject({ key: "arxiv:math/0211159", categories: ["math.DG"] });
  });
});

test("what came out since a day is searched to its end, through empty pages, without old papers", async () => {
  const { type: _, ...unannounced } = aSubmission("2611.00009", "Before");
  const many = Array.from({ length: 450 }, (_, n) => ({
    ...unannounced,
    ...{ id: `2611.${10000 + n}`, title: `Paper ${n}`, published: "2026-11-21" },
  }));
  archive.put([...many, { ...unannounced, published: "2026-11-10" }]);
  archive.forget(1);
  const papers = await Array.fromAsync(source("cs.LG", "cs.CL").papers({ since: "2026-11-20" }));
  expect(papers).toHaveLength(450);
  expect(papers[0]?.published).toBe("2026-11-21");
  const searches = archive.requests.filter(({ path }) => path.startsWith("/api/query"));
  expect(searches).toHaveLength(4);
  expect(decodeURIComponent(searches[0]?.path ?? "").replaceAll("+", " ")).toContain(
    "(cat:cs.LG OR cat:cs.CL) AND submittedDate:[202611200000 TO 202611241200]",
  );
});

async function firstOf<T>(papers: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = [];
  for await (const paper of papers) if (found.push(paper) >= count) break;
  return found;
}
