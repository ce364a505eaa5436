import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileSource, type Skip } from "#papers";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "papers-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  const skipped: Skip[] = [];
  const source = fileSource(path, { onSkip: (skip) => skipped.push(skip) });
  const papers = await Array.fromAsync(source.papers());
  return { titles: papers.map(({ title }) => title), papers, skipped, again: source };
}

const JSONL = '{"title": "One", "abstract": "A"}\n\n{"title": "Zwei ü", "abstract": "B"}';

describe("a file of papers", () => {
  test.each<[string, string | Buffer]>([
    ["papers.jsonl", JSONL],
    ["windows.jsonl", `\ufeff${JSONL.replaceAll("\n", "\r\n")}\r\n`],
    ["papers.jsonl.gz", gzipSync(JSONL)],
    ["zipped-without-saying-so.jsonl", gzipSync(JSONL)],
    ["json-without-saying-so.txt", JSONL],
    ["lines.txt", "One\nA\nZwei ü\nB\n"],
    ["blocks.txt", "\n\nOne\nA\n\n\nZwei ü\nB"],
    ["title-apart.txt.gz", gzipSync("One\n\nA\n\nZwei ü\n\nB\n")],
  ])("%s is read in its form", async (name, content) => {
    const { titles, papers, skipped } = await read(name, content);
    expect(titles).toEqual(["One", "Zwei ü"]);
    expect(papers.map(({ abstract }) => abstract)).toEqual(["A", "B"]);
    expect(skipped).toEqual([]);
  });

  test("bad lines are skipped and told with their numbers", async () => {
    const bad = `oops\n${JSONL}\n{"title": 3}\n[]\n{"title": "cut`;
    const { titles, skipped } = await read("bad.jsonl", bad);
    expect(titles).toEqual(["One", "Zwei ü"]);
    expect(skipped).toEqual([
      { line: 1, reason: "not JSON" },
      { line: 5, reason: "no title" },
      { line: 6, reason: "not an object" },
      { line: 7, reason: "not JSON" },
    ]);
  });

  test("a title without an abstract is told", async () => {
    const { titles, skipped } = await read("odd.txt", "One\nA\nTwo\n");
    expect(titles).toEqual(["One"]);
    expect(skipped).toMatchObject([{ line: 3 }]);
  });

  test("letters on the border of two chunks stay whole, however long the file", async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `{"title": "Tïtle ${at} 😀", "abstract": "ü"}`,
    );
    const { titles } = await read("long.jsonl", lines.join("\n"));
    expect(titles).toHaveLength(3000);
    expect(titles.every((title) => /^Tïtle \d+ 😀$/.test(title))).toBe(true);
  });

  test("it can be read again, and an empty one holds nothing", async () => {
    const { again } = await read("again.jsonl", JSONL);
    expect(again.name).toBe("again.jsonl");
    expect(await Array.fromAsync(again.papers())).toHaveLength(2);
    expect((await read("empty.jsonl", "")).titles).toEqual([]);
  });

  test("a missing, broken or unreadable file is an error that names it and says what to do", async () => {
    const all = (path: string) => Array.fromAsync(fileSource(path).papers());
    await expect(all(join(folder, "none.jsonl"))).rejects.toThrow(/none\.jsonl: check the path/);
    await expect(all(folder)).rejects.toThrow(folder);
    await writeFile(join(folder, "cut.gz"), gzipSync(JSONL.repeat(50)).subarray(0, 40));
    await expect(all(join(folder, "cut.gz"))).rejects.toThrow(/cut\.gz could not be read/);
  });
});
