import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Followed, hostedCatalogue, type Paper } from "#papers";
import { openStore } from "#store";
import { isFault } from "../../src/fault.ts";
import { readSnapshot, writeSnapshot } from "../../src/papers/hosted/snapshot-file.ts";
import { catalogueContract } from "../contracts/catalogue.ts";
import { hostedHere } from "./hosted-here.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Threads share their compiled code, as those of the bot do. */
const compiled = join(folder, "compiled");

catalogueContract("in a thread of its own", async () => hostedCatalogue({ compiled }, () => {}));

const PAPERS: readonly Paper[] = [
  { key: "title:0123456789abcdef", title: "On Graphs", abstract: "Graphs.", upvotes: 3 },
  { key: "arxiv:2401.00001", title: "On Trees", abstract: "Trees.", authors: ["Ada Example"] },
  { key: "arxiv:2401.00002", title: "Über Wälder", abstract: "Bäume “und” 🌲.", published: "2024" },
];
const KNOWN = { ...PAPERS[0], key: "arxiv:2401.00003" } as Paper;
const PACE = { worth: 1, quietMs: 60_000, betweenMs: 0 };
const newFile = () => join(mkdtempSync(join(folder, "a-")), "catalogue.snapshot");

type Opened = Pick<Followed, "reached" | "search" | "get" | "take" | "close">;

function openInThread(file: string) {
  const said: string[] = [];
  const start = { snapshot: { file, identity: "1" }, pace: PACE, compiled };
  const catalogue = hostedCatalogue(start, (one) => said.push(one));
  onTestFinished(() => catalogue.close());
  return { catalogue, said };
}

function open(file: string, more: { identity?: string; newest?: number } = {}) {
  const said: string[] = [];
  const snapshot = { file, identity: "1", ...more };
  const catalogue = hostedHere({ snapshot, pace: PACE }, (one) => said.push(one));
  return { catalogue, said };
}

/** A snapshot of the papers above, up to change number 7, as a thread wrote it. */
let original = "";
beforeAll(async () => {
  original = newFile();
  const start = { snapshot: { file: original, identity: "1" }, pace: PACE, compiled };
  const catalogue = hostedCatalogue(start, () => {});
  await catalogue.take(PAPERS, 0, 6);
  await catalogue.take([KNOWN], 6, 7);
  await catalogue.close();
});

function written(): string {
  const file = newFile();
  copyFileSync(original, file);
  return file;
}

async function everything(catalogue: Opened) {
  return {
    reached: await catalogue.reached(),
    papers: (await catalogue.search({ text: "", size: 100 })).hits.map(({ paper }) => paper),
    found: (await catalogue.search({ text: "bäume" })).hits.map(({ paper }) => paper.title),
    byOldKey: (await catalogue.get(PAPERS[0]?.key ?? ""))?.key,
  };
}

describe("a snapshot", () => {
  test("brings back everything that was known, replaced keys too", async () => {
    const { catalogue, said } = openInThread(written());
    const { papers, ...rest } = await everything(catalogue);
    expect(rest).toEqual({ reached: 7, found: ["Über Wälder"], byOldKey: KNOWN.key });
    expect(papers).toHaveLength(3);
    expect(papers).toEqual(expect.arrayContaining([KNOWN, ...PAPERS.slice(1)]));
    expect(said).toEqual([]);
  });

  test("is its owner's alone to read, and leaves no half of itself behind", () => {
    expect(statSync(original).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(original))).toEqual(["catalogue.snapshot"]);
  });

  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    [
      "with any byte changed",
      (bytes) => bytes.fill(bytes[300] === 65 ? 66 : 65, 300, 301),
      /damaged/,
    ],
    ["that ends early", (bytes) => bytes.subarray(0, bytes.length - 5), /damaged/],
    ["that is empty", () => Buffer.alloc(0), /damaged/],
    ["that is something else", () => Buffer.from("{}".repeat(100)), /damaged/],
  ])("%s is told in one sentence and not used", async (_, harm, words) => {
    const file = written();
    writeFileSync(file, harm(readFileSync(file)));
    const { catalogue, said } = open(file);
    expect(await everything(catalogue)).toMatchObject({ reached: 0, papers: [], found: [] });
    expect(said).toEqual([expect.stringMatching(words)]);
    // What is read instead is written again.
    await catalogue.take(PAPERS, 0, 6);
    await catalogue.close();
    expect((await everything(open(file).catalogue)).reached).toBe(6);
  });

  test.each([
    ["of another database", { identity: "2" }, /another database/],
    ["of a database that was put back", { newest: 6 }, /older copy/],
  ])("%s is not used", async (_, more, words) => {
    const { catalogue, said } = open(written(), more);
    expect(await everything(catalogue)).toMatchObject({ reached: 0, papers: [] });
    expect(said).toEqual([expect.stringMatching(words)]);
  });

  test("that two write at once is that of one of them, whole", async () => {
    const file = newFile();
    const write = (identity: string) =>
      writeSnapshot(
        file,
        { identity, reached: 1, form: "some" },
        Array.from({ length: 50 }, () => ({ kind: "p", bytes: Buffer.from(identity.repeat(99)) })),
      );
    await Promise.all(["one", "two"].map(write));
    const [identity = "", pieces = []] =
      (await readSnapshot(file, async (head, pieces) => [
        head.identity,
        await Array.fromAsync(pieces),
      ])) ?? [];
    const wanted = identity.repeat(99);
    expect(pieces.map(({ bytes }) => String(bytes))).toEqual(pieces.map(() => wanted));
    expect(pieces).toHaveLength(50);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  test("that can't be written does no harm", async () => {
    const { catalogue, said } = open(join(folder, "missing", "a.snapshot"));
    await catalogue.take(PAPERS, 0, 6);
    await catalogue.close();
    expect(said).toEqual([expect.stringMatching(/can't be written \(ENOENT\)/)]);
  });

  test("is written while nothing changes, whoever asks meanwhile how far it goes", async () => {
    const file = newFile();
    const pace = { worth: 3, quietMs: 20, betweenMs: 0 };
    const catalogue = hostedCatalogue(
      { snapshot: { file, identity: "1" }, pace, compiled },
      () => {},
    );
    onTestFinished(() => catalogue.close());
    await catalogue.take(PAPERS, 0, 6);
    while (!existsSync(file)) expect(await catalogue.reached()).toBe(6);
    expect((await everything(open(file).catalogue)).papers).toHaveLength(3);
  });

  test("is not written at the end for a few of many papers, for which somebody would wait", async () => {
    const file = newFile();
    const many = Array.from({ length: 30 }, (_, n) => ({ ...KNOWN, key: `arxiv:2402.0000${n}` }));
    const end = async (papers: readonly Paper[], from: number, to: number) => {
      const { catalogue } = open(file);
      await catalogue.take(papers, from, to);
      await catalogue.close();
      return await open(file).catalogue.reached();
    };
    expect(await end(many, 0, 6)).toBe(6);
    expect(await end(PAPERS.slice(0, 1), 6, 7)).toBe(6);
    expect(await end(PAPERS.concat(many), 6, 7)).toBe(7);
  });

  test("is not written again where nothing has changed", async () => {
    const file = written();
    const { mtimeMs } = statSync(file);
    const { catalogue } = open(file);
    await catalogue.reached();
    await catalogue.close();
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });
});

test("an error that a person can mend is known as one after its way here", async () => {
  const file = join(mkdtempSync(join(folder, "a-")), "paperboy.db");
  writeFileSync(file, "something else, and long enough to be read".repeat(100));
  const own = await openStore({ file: join(mkdtempSync(join(folder, "a-")), "paperboy.db") });
  onTestFinished(() => own.close());
  const changes = { module: own.changesPlace?.module ?? "", where: file };
  const catalogue = hostedCatalogue({ compiled, changes }, () => {});
  onTestFinished(() => catalogue.close());
  const error = await catalogue.takeNext?.(0, 10).catch((error: unknown) => error);
  expect(isFault(error)).toBe(true);
  expect(error).toMatchObject({
    name: "StoreError",
    message: expect.stringContaining("is not a database"),
  });
});

test("where what reads changes can't be loaded, that alone is an error, and all else is answered", async () => {
  const said: string[] = [];
  const changes = { module: "file:///missing/changes.ts", where: join(folder, "paperboy.db") };
  const start = { snapshot: { file: written(), identity: "1" }, compiled, changes };
  const catalogue = hostedCatalogue(start, (one) => said.push(one));
  onTestFinished(() => catalogue.close());
  expect(await everything(catalogue)).toMatchObject({ reached: 7, found: ["Über Wälder"] });
  for (const _ of ["once", "again"]) {
    const error = await catalogue.takeNext?.(7, 10).catch((error: unknown) => error);
    expect(isFault(error)).toBe(true);
    expect(String(error)).toMatch(/can't be loaded \(Cannot find module.*: start the bot again/);
  }
  expect(said).toEqual([]);
});

test("where nothing changed in its store, nothing waits for what is being added", async () => {
  const store = await openStore({ file: join(mkdtempSync(join(folder, "a-")), "paperboy.db") });
  const catalogue = hostedHere({ ...(store.changesPlace && { changes: store.changesPlace }) });
  onTestFinished(async () => {
    await catalogue.close();
    await store.close();
  });
  await store.papers.put(PAPERS);
  const { to } = (await catalogue.takeNext?.(0, 10)) ?? {};
  let isAdded = false;
  const many = Array.from({ length: 1000 }, (_, n) => ({
    ...KNOWN,
    key: `arxiv:2402.${10_000 + n}`,
  }));
  const adding = catalogue.add(many).then(() => {
    isAdded = true;
  });
  expect(await catalogue.takeNext?.(to ?? 0, 10)).toEqual({ to, keys: [], moved: new Map() });
  expect(isAdded).toBe(false);
  await adding;
});

describe("a thread that dies", () => {
  const mortal = new URL("./mortal-thread.ts", import.meta.url);

  test("is followed by another that knows its snapshot, and answers what was under way", async () => {
    const said: string[] = [];
    const snapshot = { file: written(), identity: "1" };
    const catalogue = hostedCatalogue(
      { snapshot, pace: PACE, compiled },
      (one) => said.push(one),
      mortal,
    );
    onTestFinished(() => catalogue.close());
    await catalogue.take([{ ...PAPERS[1], upvotes: 9 } as Paper], 7, 8);
    await catalogue.note([{ paper: "arxiv:2401.00001", at: 5, upvotes: 1 }], 0);
    const once = `die without ${join(folder, "died")}`;
    const [deadly, after] = [catalogue.nearest(once), catalogue.resolve("On Trees")];
    expect(await deadly).toBeUndefined();
    expect((await after)?.key).toBe("arxiv:2401.00001");
    expect(said).toEqual([
      "The thread of the catalogue died (it ended by itself): I am starting it again.",
    ]);
    expect(await everything(catalogue)).toMatchObject({ reached: 7, found: ["Über Wälder"] });
    // Told again of what it knew, it ends where it was.
    await catalogue.take([{ ...PAPERS[1], upvotes: 9 } as Paper], 7, 8);
    expect((await catalogue.get("arxiv:2401.00001"))?.upvotes).toBe(9);
    const { hits } = await catalogue.trending({ window: "day", now: 10 });
    expect(hits.find(({ paper }) => paper.key === "arxiv:2401.00001")?.score).toBeGreaterThan(0);
  });
});

test("an answer that is an error comes as one, and what can't be asked is refused", async () => {
  const catalogue = hostedCatalogue({ compiled }, () => {});
  onTestFinished(() => catalogue.close());
  const nothing: { readonly text?: string } = {};
  await expect(catalogue.resolve(nothing.text as string)).rejects.toThrow(/undefined/);
  const uncopied = { text: "", size: (() => 1) as never };
  await expect(catalogue.search(uncopied)).rejects.toThrow(/could not be cloned/);
  expect(await catalogue.extent()).toEqual({ papers: 0 });
});
