import { beforeAll, describe, expect, test } from "vitest";
import { actionsOf } from "#chat";
import { type Catalogue, createCatalogue, fileSource } from "#papers";
import { shown } from "../desk.ts";
import { HOUR, openDelivery } from "./delivery.ts";

const NOW = Date.parse("2026-11-24T08:00:00Z");

let papers: Catalogue;
beforeAll(async () => {
  papers = createCatalogue();
  await papers.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
});

/** Keys of what search finds with every word of the query. */
async function found(query: string): Promise<readonly string[]> {
  const { hits } = await papers.search({ text: query, size: 1_000 });
  return hits.flatMap(({ paper, whole }) => (whole ? paper.key : [])).sort();
}

/** Keys of what a channel with these topics can be posted: all that is known, as nothing is from this month. */
async function posted(topics: { topic?: string; exclude?: string }): Promise<readonly string[]> {
  const { hits } = await papers.trending({ window: "month", now: NOW, ...topics });
  return hits.map(({ paper }) => paper.key).sort();
}

describe("a topic means what search finds for it with every word:", () => {
  test.each([
    ["words", "graph transformers"],
    ["words in another form", "Transformer GRAPHS"],
    ["words with a slip of the keyboard", "topolgical data"],
    ["an acronym", "TDA"],
    ["words side by side", '"topological data analysis"'],
    ["words side by side with a comma between", '"graphs, transformers"'],
    ["words and one to leave out", "topology -graph"],
    ["an author", "author:Carlsson"],
    ["words since a year", "topology since:2024"],
    ["a paper's id", "2402.02005"],
  ])("%s", async (_, query) => {
    const keys = await found(query);
    expect(await posted({ topic: query })).toEqual(keys);
    const rest = (await posted({})).filter((key) => !keys.includes(key));
    expect(await posted({ exclude: query })).toEqual(rest);
  });

  test("none of which is empty by chance", async () => {
    for (const query of ["graph transformers", "topolgical data", "topology -graph", "2402.02005"])
      expect((await found(query)).length).toBeGreaterThan(0);
  });

  test("several topics are what any of them finds", async () => {
    const both = new Set([...(await found("graph transformers")), ...(await found("muon"))]);
    expect(await posted({ topic: "graph transformers, muon" })).toEqual([...both].sort());
  });
});

test("a channel on graph transformers gets what search finds for them, and its preview says which papers those are", async () => {
  const { desk, channel, beat } = await openDelivery();
  await desk.say("subscriptions remove 1");
  await desk.say('subscribe time:09:00 days:daily count:10 topics:"graph transformers"');
  const preview = await desk.say("subscriptions preview 1");
  expect(shown(preview)).toContain(
    "Chosen on graph transformers. A paper is on a topic when search finds it with every word of the topic.",
  );
  desk.pass(HOUR);
  await beat();
  const [post] = channel.posts;
  const keys = actionsOf(post!.reply).flatMap((action) => {
    if (action.kind !== "button" || action.next.command !== "save") return [];
    const { paper } = action.next.input;
    return paper;
  });
  expect(keys.length).toBeGreaterThan(1);
  const whole = await found("graph transformers");
  for (const key of keys) expect(whole).toContain(key);
  expect(keys).toHaveLength(Math.min(10, whole.length));
  await desk.store.close();
});

test("a preview of a day that would be left out says which papers a topic lets in", async () => {
  const { desk } = await openDelivery();
  desk.pass(1);
  await desk.say("subscribe topics:zzzzzz");
  expect((await desk.say("subscriptions preview 2")).summary).toBe(
    "The next post would be left out: no paper that I know fits what this channel wants (on zzzzzz). A paper is on a topic when search finds it with every word of the topic.",
  );
  await desk.store.close();
});
