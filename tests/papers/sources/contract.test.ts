import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { arxivSource, fileSource, huggingFaceSource } from "#papers";
import { onlineSourceContract } from "../../contracts/online-source.ts";
import { sourceContract } from "../../contracts/source.ts";
import { type FakeArxiv, startArxiv } from "../../fakes/arxiv/index.ts";
import { heldClock } from "../../fakes/http/clock.ts";
import type { FakeServer } from "../../fakes/http/server.ts";
import { type FakeHuggingFace, startHuggingFace } from "../../fakes/huggingface/index.ts";
import { anEntry, aSubmission } from "./samples.ts";

let folder: string;
const servers: FakeServer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sources-"));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true });
});

const clock = heldClock();
const asking = { agent: "test", clock };

const startHub = async (now: () => number): Promise<FakeHuggingFace> => {
  const hub = await startHuggingFace(now);
  hub.put("2026-11-24", [anEntry("2611.00001", "First paper"), anEntry("2611.00002", "Second")]);
  return hub;
};
const startArchive = async (now: () => number): Promise<FakeArxiv> => {
  const archive = await startArxiv(now);
  archive.put([aSubmission("2611.00003", "Third of them"), aSubmission("2611.00004", "Fourth")]);
  return archive;
};
const hubSource = (
  server: FakeServer,
  by: Parameters<typeof huggingFaceSource>[0] | typeof asking,
) => huggingFaceSource({ ...by, apiUrl: `${server.origin}/api` });
const archiveSource = (server: FakeServer, by: typeof asking) =>
  arxivSource({
    ...by,
    apiUrl: `${server.origin}/api/query`,
    rssUrl: `${server.origin}/rss`,
    categories: ["cs.LG", "cs.CL"],
  });

sourceContract("a file", async () => {
  const path = join(folder, "papers.jsonl");
  await writeFile(
    path,
    '{"id":"2611.00005v2","title":"Fifth\\n  one","abstract":"A"}\n{"title":"Sixth"}',
  );
  return {
    source: fileSource(path),
    papers: [{ title: "Fifth one", id: "2611.00005" }, { title: "Sixth" }],
  };
});

sourceContract("Hugging Face", async () => {
  const hub = await startHub(clock.now);
  servers.push(hub);
  return {
    source: hubSource(hub, asking),
    papers: [
      { title: "First paper", id: "2611.00001" },
      { title: "Second", id: "2611.00002" },
    ],
  };
});

sourceContract("arXiv", async () => {
  const archive = await startArchive(clock.now);
  servers.push(archive);
  return {
    source: archiveSource(archive, asking),
    papers: [
      { title: "Third of them", id: "2611.00003" },
      { title: "Fourth", id: "2611.00004" },
    ],
  };
});

onlineSourceContract("Hugging Face", { start: startHub, create: hubSource, pause: 1000 });
onlineSourceContract("arXiv", { start: startArchive, create: archiveSource, pause: 3000 });
