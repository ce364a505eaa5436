import { afterEach, beforeEach, expect, test } from "vitest";
import { arxivSource, huggingFaceSource, type PaperSource } from "#papers";
import { createWanted, type Wanted } from "../../src/news/wanted.ts";
import { type FakeArxiv, startArxiv } from "../fakes/arxiv/index.ts";
import { anEntry, aSubmission } from "../papers/sources/samples.ts";
import { newsStage } from "./stage.ts";

let stage: Awaited<ReturnType<typeof newsStage>>;
let archive: FakeArxiv;
let wanted: Wanted;
const titles = async () => (await stage.store.papers.all()).map(({ title }) => title);
beforeEach(async () => {
  stage = await newsStage("2026-11-24T12:00:00Z");
  const { clock, hub, store } = stage;
  archive = await startArxiv(clock.now);
  archive.put([aSubmission("2611.00001", "On arXiv")]);
  hub.put("2026-11-24", [anEntry("2611.00002", "On Hugging Face")]);
  const asking = { agent: "test", clock };
  const sources: readonly PaperSource[] = [
    arxivSource({ ...asking, ...archive, categories: ["cs.LG"] }),
    huggingFaceSource({ ...asking, apiUrl: hub.apiUrl, search: true }),
  ];
  wanted = createWanted(sources, store, clock);
});
afterEach(async () => {
  await archive.close();
  await stage.close();
});

test("papers that were asked for by id are fetched from whoever has them, once", async () => {
  wanted.want({ ids: ["2611.00001", "2611.00002", "2611.00003"] });
  wanted.want({ ids: ["2611.00001"] });
  await wanted.fetch();
  expect(await titles()).toEqual(["On arXiv", "On Hugging Face"]);
  expect(stage.hub.requests.map(({ path }) => path)).toEqual([
    ...["/api/papers/2611.00002", "/api/papers/2611.00003"],
  ]);
  wanted.want({ ids: ["2611.00003"] });
  await wanted.fetch();
  expect(stage.hub.requests).toHaveLength(2);
  stage.clock.pass(3_600_000);
  wanted.want({ ids: ["2611.00003"] });
  await wanted.fetch();
  expect(stage.hub.requests).toHaveLength(3);
});

test("a source that does not answer is passed over for the next one", async () => {
  archive.break({ html: true });
  wanted.want({ ids: ["2611.00002"] });
  await wanted.fetch();
  expect(await titles()).toEqual(["On Hugging Face"]);
});

test("words that found nothing are searched for where that is turned on", async () => {
  stage.hub.put("2026-11-23", [anEntry("2406.105", "Quokkas Considered")]);
  wanted.want({ words: " quokkas " });
  wanted.want({ words: "quokkas" });
  wanted.want({ words: "" });
  await wanted.fetch();
  expect((await stage.store.papers.all()).map(({ key }) => key)).toEqual(["arxiv:2406.00105"]);
  expect(stage.hub.requests.map(({ path }) => path)).toEqual([
    "/api/papers/search?q=quokkas&limit=20",
  ]);
});

test("words that are an id are fetched by it", async () => {
  wanted.want({ words: "arXiv:2611.00002v1" });
  await wanted.fetch();
  expect(await titles()).toEqual(["On Hugging Face"]);
});

test("sources are asked without the operators of a query", async () => {
  wanted.want({ words: "quokkas -survey since:2024 author:Ada" });
  wanted.want({ words: "quokkas" });
  wanted.want({ words: "author:Ada" });
  await wanted.fetch();
  expect(stage.hub.requests.map(({ path }) => path)).toEqual([
    "/api/papers/search?q=quokkas&limit=20",
  ]);
});

test("whatever people type, no more than a hundred things wait", async () => {
  for (let n = 0; n < 5000; n += 1) wanted.want({ ids: [`2611.${10000 + n}`] });
  archive.break({ html: true });
  stage.hub.break({ html: true });
  await wanted.fetch();
  expect(archive.requests).toHaveLength(3);
});
