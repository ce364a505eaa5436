import { beforeAll, describe, expect, test } from "vitest";
import { fileSource, type Paper, type SearchEngine } from "#papers";
import { readAsked } from "../../src/papers/asked.ts";
import { loadMiniSearchEngine, miniSearchEngine } from "../../src/papers/search/minisearch.ts";
import { SnapshotError } from "../../src/papers/search/snapshot.ts";

const papers: Paper[] = [];
const byKey = new Map<string, Paper>();
let engine: SearchEngine;
let saved: Uint8Array;

beforeAll(async () => {
  for await (const paper of fileSource("data/papers.jsonl").papers()) papers.push(paper);
  for (const paper of papers) byKey.set(paper.key, paper);
  engine = miniSearchEngine();
  engine.add(papers);
  // Removals leave holes that must come back as holes.
  engine.remove(papers.slice(0, 10).map(({ key }) => key));
  engine.add(papers.slice(0, 5));
  saved = Buffer.concat([...engine.save()]);
});

const paperOf = (key: string) => byKey.get(key);
const load = (bytes = saved) => loadMiniSearchEngine([bytes], paperOf);

/** Everything that an engine says of some queries. */
function said(by: SearchEngine) {
  const queries = ["graph transformers", "GNN", "topolgy of atention", '"graph neural networks"'];
  return {
    size: by.size,
    found: queries.map((text) => by.find(readAsked({ text }))),
    newest: by.find({ text: "graph -transformer", sort: "newest" }),
    similar: by.similar("arxiv:2402.02005", 5).map(({ key }) => key),
    suggested: ["graph tr", "topo", "adams", "2402", ""].map((typed) => by.suggest(typed, 5)),
    nearest: by.nearest("homolgoy"),
  };
}

describe("a saved index", () => {
  test("answers as the one that was saved", async () => {
    expect(said(await load())).toEqual(said(engine));
  });

  test("may come in chunks of any size, and later", async () => {
    const chunks = async function* () {
      for (let from = 0; from < saved.length; from += 7919) yield saved.subarray(from, from + 7919);
    };
    expect(said(await loadMiniSearchEngine(chunks(), paperOf))).toEqual(said(engine));
  });

  test("goes on changing, and can be saved and loaded again", async () => {
    const loaded = await load();
    const changed = papers
      .slice(100, 120)
      .map((paper) => ({ ...paper, title: `Zebra ${paper.title}` }));
    for (const one of [engine, loaded]) {
      one.add([...papers.slice(5, 10), ...changed]);
      one.remove(papers.slice(40, 60).map(({ key }) => key));
    }
    expect(said(loaded)).toEqual(said(engine));
    expect(loaded.find({ text: "zebra" }).total).toBe(20);
    for (const paper of changed) byKey.set(paper.key, paper);
    expect(said(await load(Buffer.concat([...loaded.save()])))).toEqual(said(engine));
    for (const paper of papers) byKey.set(paper.key, paper);
  });

  test("takes a paper whose words changed since for a changed one, and one with new counts for the same", async () => {
    const loaded = await load();
    const [paper] = papers.slice(-1);
    if (!paper) throw new Error("no papers");
    loaded.add([{ ...paper, upvotes: 4 }]);
    loaded.add([{ ...paper, abstract: "Zebras only." }]);
    expect(loaded.find({ text: "zebra" }).found.map(({ key }) => key)).toEqual([paper.key]);
    expect(loaded.size).toBe(176);
  });

  test("of no papers is one, too", async () => {
    const empty = await load(Buffer.concat([...miniSearchEngine().save()]));
    empty.add(papers);
    expect(empty.size).toBe(181);
  });

  test("is refused when it is cut, damaged anywhere, of another version, or lacks a paper", async () => {
    const refused = async (bytes: Uint8Array) =>
      expect(load(bytes)).rejects.toBeInstanceOf(SnapshotError);
    for (const length of [0, 5, 100, saved.length >> 1, saved.length - 1])
      await refused(saved.subarray(0, length));
    for (let at = 3; at < saved.length; at += saved.length >> 5) {
      const bytes = Uint8Array.from(saved);
      bytes[at] = (bytes[at] ?? 0) ^ 0x41;
      await refused(bytes);
    }
    const other = Buffer.from(saved);
    other.write("9", other.indexOf("index 1") + 6);
    await refused(other);
    await refused(Buffer.from("no index at all, but some text that is long enough to be one"));
    const { key = "" } = papers.at(-1) ?? {};
    const lacking = loadMiniSearchEngine([saved], (one) =>
      one === key ? undefined : paperOf(one),
    );
    await expect(lacking).rejects.toThrow(key);
  });
});
