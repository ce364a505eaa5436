import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Paper, titleKey } from "../../src/papers/paper.ts";
import { fileSource, type Skipped } from "../../src/papers/sources/file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "paperboy-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function read(content: string | Buffer): Promise<{ papers: Paper[]; skipped: Skipped[] }> {
  files += 1;
  const path = join(folder, `papers-${files}`);
  await writeFile(path, content);
  const skipped: Skipped[] = [];
  const papers = await Array.fromAsync(fileSource(path, (one) => skipped.push(one)).papers());
  return { papers, skipped };
}

const lines = (...records: readonly unknown[]) =>
  records.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
const sheaves = { title: "Sheaves", abstract: "On sheaves.", arxivId: "2401.00001v2" };
const stacks = { title: "Stacks", abstract: "On stacks." };
const SHEAVES: Paper = { key: "arxiv:2401.00001", title: "Sheaves", abstract: "On sheaves." };
const STACKS: Paper = { key: titleKey("Stacks"), ...stacks };

describe("papers are read from", () => {
  test.each<[string, string | Buffer]>([
    ["JSON Lines", lines(sheaves, stacks)],
    ["JSON Lines with an end of line at the end", `${lines(sheaves, stacks)}\n`],
    ["JSON Lines of Windows", lines(sheaves, stacks).replaceAll("\n", "\r\n")],
    ["JSON Lines with empty lines between", `\n\n${lines(sheaves, "", "  ", stacks)}\n\n`],
    ["gzip", gzipSync(lines(sheaves, stacks))],
  ])("%s", async (_what, content) => {
    expect(await read(content)).toEqual({ papers: [SHEAVES, STACKS], skipped: [] });
  });

  test.each<[string, string | Buffer]>([
    ["title and abstract lines", "Stacks\nOn stacks.\nSheaves\nOn sheaves.\n"],
    [
      "title and abstract lines with empty ones between",
      "Stacks\n\nOn stacks.\n\n\nSheaves\nOn sheaves.",
    ],
    [
      "title and abstract lines in gzip",
      gzipSync("Stacks\r\nOn stacks.\r\nSheaves\r\nOn sheaves.\r\n"),
    ],
  ])("%s", async (_what, content) => {
    const bare = { ...SHEAVES, key: titleKey("Sheaves") };
    expect(await read(content)).toEqual({ papers: [STACKS, bare], skipped: [] });
  });

  test("an abstract that begins with a bracket", async () => {
    const { papers, skipped } = await read("Stacks\n[Invited] On stacks.\n");
    expect(papers).toEqual([{ ...STACKS, abstract: "[Invited] On stacks." }]);
    expect(skipped).toEqual([]);
  });

  test("an empty file, which holds none", async () => {
    expect(await read("")).toEqual({ papers: [], skipped: [] });
  });
});

describe("a record", () => {
  test.each<[string, object, Partial<Paper>]>([
    [
      "of Hugging Face",
      {
        title: "Sheaves",
        summary: "On sheaves.",
        id: "2401.00001",
        publishedAt: "2024-01-05T10:00:00.000Z",
        authors: [{ name: "A B" }, { name: "C D", hidden: true }],
        numComments: 2,
        upvotes: 7,
        ai_keywords: ["sheaf"],
        githubRepo: "https://github.com/a/b",
        githubStars: 5,
      },
      {
        published: "2024-01-05",
        authors: ["A B"],
        comments: 2,
        upvotes: 7,
        keywords: ["sheaf"],
        code: { url: "https://github.com/a/b", stars: 5 },
      },
    ],
    [
      "of ours",
      { ...sheaves, published: "2024-01", authors: ["A  B"], categories: ["math.AG"] },
      { published: "2024-01", authors: ["A B"], categories: ["math.AG"] },
    ],
    [
      "with an id in its url only",
      { title: "Sheaves", abstract: "On sheaves.", url: "https://arxiv.org/abs/2401.00001" },
      {},
    ],
    [
      "with line breaks in its texts",
      { ...sheaves, title: " Sheaves\n", abstract: "On\n  sheaves." },
      {},
    ],
    [
      "with fields of wrong types",
      { ...sheaves, upvotes: "many", published: 5, authors: "A", categories: {} },
      {},
    ],
    ["with impossible counts and dates", { ...sheaves, upvotes: -1, published: "2024-13" }, {}],
  ])("%s is read", async (_what, record, expected) => {
    expect(await read(lines(record))).toEqual({
      papers: [{ ...SHEAVES, ...expected }],
      skipped: [],
    });
  });

  test("keeps its page when it has no id, but never an address that is no web page", async () => {
    const { papers } = await read(
      lines({ ...stacks, url: "https://a.b/c" }, { ...stacks, url: "javascript:alert(1)" }),
    );
    expect(papers.map(({ url }) => url)).toEqual(["https://a.b/c", undefined]);
  });
});

describe("a bad line", () => {
  test("is skipped with its number and reason, and the others are read", async () => {
    const { papers, skipped } = await read(
      lines(sheaves, '{"title": "cut', "", '{"abstract":"x"}', "[1]", '{"title":"  "}', stacks),
    );
    expect(papers).toEqual([SHEAVES, STACKS]);
    expect(skipped).toEqual([
      { line: 2, reason: "it is no JSON" },
      { line: 4, reason: "it has no title" },
      { line: 5, reason: "it is no JSON object" },
      { line: 6, reason: "it has no title" },
    ]);
  });

  test("is a title without an abstract at the end", async () => {
    const { papers, skipped } = await read("Stacks\nOn stacks.\nSheaves\n");
    expect(papers).toEqual([STACKS]);
    expect(skipped).toEqual([{ line: 3, reason: "a title without an abstract on the next line" }]);
  });

  test("is not fatal when nobody asks for it", async () => {
    const path = join(folder, "unasked");
    await writeFile(path, lines("{", sheaves));
    expect(await Array.fromAsync(fileSource(path).papers())).toEqual([SHEAVES]);
  });
});

describe("a file that can't be read", () => {
  const failure = (path: string) =>
    Array.fromAsync(fileSource(path).papers()).then(
      () => "no error",
      (error: Error) => error.message,
    );

  test("is named in a sentence that says what to do when it is a folder", async () => {
    const message = await failure(folder);
    expect(message).toContain(`Can't read papers from ${folder}: EISDIR`);
    expect(message).toMatch(/\. Check the path and its permissions\.$/);
  });

  test("is named when its gzip is cut short", async () => {
    const path = join(folder, "cut.gz");
    const many = Array.from({ length: 200 }, (_, i) => ({
      ...sheaves,
      title: `Sheaves ${i * 7919}`,
    }));
    const whole = gzipSync(lines(...many));
    await writeFile(path, whole.subarray(0, whole.length / 2));
    expect(await failure(path)).toContain(`Can't read papers from ${path}: `);
  });
});

test("a source is named by its path", () => {
  expect(fileSource("/a/b.jsonl").name).toBe("/a/b.jsonl");
});

test("a file can be read a second time", async () => {
  const path = join(folder, "twice");
  await writeFile(path, lines(sheaves));
  const source = fileSource(path);
  expect(await Array.fromAsync(source.papers())).toEqual(await Array.fromAsync(source.papers()));
});

test("a reader may stop after the first paper", async () => {
  const path = join(folder, "stopped");
  await writeFile(path, lines(sheaves, stacks));
  const first: Paper[] = [];
  for await (const paper of fileSource(path).papers()) {
    first.push(paper);
    break;
  }
  expect(first).toEqual([SHEAVES]);
});
