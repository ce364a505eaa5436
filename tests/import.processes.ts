import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCatalogue } from "#papers";
import { openStore } from "#store";
import { createFollower, startNews } from "../src/news/index.ts";
import { look } from "../src/news/look.ts";
import { end, newFolder, type Running, remove, startBot } from "./running.ts";

let folder: string;
const running: Running[] = [];
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const one of running.splice(0)) await end(one);
  remove(folder);
});

const start = (...files: readonly string[]) => {
  const one = startBot(folder, ["--import", ...files], {});
  running.push(one);
  return one;
};
const run = async (...files: readonly string[]) => {
  const { said, ended } = start(...files);
  return { code: await ended, ...said };
};
const write = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const stored = async () => {
  const store = await openStore({ file: join(folder, "paperboy.db") });
  const papers = await store.papers.all();
  await store.close();
  return papers;
};
const lines = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ id: `2611.${10000 + n}`, title: `Imported paper ${n}`, abstract: "Short." }),
  );

describe("an import", () => {
  test("takes what is a paper, says what is none, and counts", async () => {
    const file = write("some.jsonl.gz", gzipSync([...lines(3), "oops", '{"title":3}'].join("\n")));
    const { code, out, err } = await run(file);
    expect(code).toBe(0);
    expect(out).toBe(
      `${file}: 3 papers read, 3 new, 0 with something new, 0 known already, 2 lines skipped.\n`,
    );
    expect(err).toBe("line 4 skipped: not JSON\nline 5 skipped: no title\n");
    expect((await stored()).map(({ title }) => title)).toEqual(
      [0, 1, 2].map((n) => `Imported paper ${n}`),
    );
  });

  test("joins what comes with what is known, and tells long lists of bad lines in short", async () => {
    const [first = "", ...rest] = lines(5);
    await run(write("first.jsonl", [first, ...rest].join("\n")));
    const more = JSON.stringify({ id: "2611.10000v3", title: "Imported paper 0", upvotes: 4 });
    const bad = Array.from({ length: 1500 }, () => "oops");
    const { out, err } = await run(write("second.jsonl", [more, ...rest, ...bad].join("\n")));
    expect(out).toContain(
      "5 papers read, 0 new, 1 with something new, 4 known already, 1,500 lines",
    );
    expect(err.split("\n")).toHaveLength(22);
    expect(err).toContain("… and 1,480 more lines skipped");
    expect((await stored())[0]).toMatchObject({ abstract: "Short.", upvotes: 4 });
  });

  test("of counts from before the last look takes nothing back", async () => {
    const counted = {
      key: "arxiv:2611.10000",
      title: "Imported paper 0",
      abstract: "",
      upvotes: 40,
    };
    const store = await openStore({ file: join(folder, "paperboy.db") });
    const source = {
      name: "test",
      papers: async function* () {
        yield counted;
      },
    };
    await look(source, {}, Date.parse("2026-11-20T12:00Z"), store, async () => {});
    await store.close();
    const line = (more: object) =>
      JSON.stringify({ id: "2611.10000", title: "Imported paper 0", ...more });
    const upvotesAfter = async (more: object) => {
      await run(write("old.jsonl", line(more)));
      return (await stored())[0]?.upvotes;
    };
    expect(await upvotesAfter({ upvotes: 7, abstract: "Longer." })).toBe(40);
    expect(await upvotesAfter({ upvotes: 7, upvotesAt: "2026-11-20T11:59:00Z" })).toBe(40);
    expect(await upvotesAfter({ upvotes: 41, upvotesAt: "2026-11-20T12:01:00Z" })).toBe(41);
    expect((await stored())[0]?.abstract).toBe("Longer.");
  });

  test("of thousands shows how far it is", async () => {
    const { out, err } = await run(write("many.jsonl", lines(20_000).join("\n")));
    expect(out).toContain("20,000 papers read, 20,000 new");
    expect(err).toBe("10,000 papers read\n20,000 papers read\n");
  });

  test.each<[string, readonly string[], RegExp]>([
    ["nothing", [], /^Tell me which file: npm run import -- FILE\.jsonl/],
    ["an option", ["--all"], /^Tell me which file/],
    ["a file that is not there", ["none.jsonl"], /There is no file at none\.jsonl: check the path/],
  ])("of %s ends with a sentence that says what to do", async (_, files, words) => {
    const { code, out, err } = await run(...files);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(words);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test("is found by a bot that runs on the same store, while it goes on", async () => {
    const store = await openStore({ file: join(folder, "paperboy.db") });
    const catalogue = createCatalogue();
    const log = { info: () => {}, warn: () => {} };
    const follow = createFollower(catalogue, store.papers);
    const news = startNews({ sources: {}, store, follow, log, version: "1" });
    const { ended } = start(write("many.jsonl", lines(3000).join("\n")));
    const sizes = new Set<number>();
    const size = async () => (await catalogue.extent()).papers;
    for (let now = await size(); now < 3000; now = await size()) {
      sizes.add(now);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await ended).toBe(0);
    expect(sizes.size).toBeGreaterThan(5);
    const { hits } = await catalogue.search({ text: "imported 2999" });
    expect(hits[0]?.paper.title).toBe("Imported paper 2999");
    await news.stop();
    await store.close();
  });
});
