import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { createCatalogue, titleKey } from "#papers";
import { openStore, type Store } from "#store";
import { createFollower } from "../../src/news/follower.ts";
import { hostedHere } from "../papers/hosted-here.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, "a-")), "paperboy.db");

const here = { platform: "test", tenant: "lab" };
const byTitle = (title: string) => ({
  key: titleKey(title),
  title,
  abstract: "known by its title",
});

/** The catalogue of a thread that reads the store by itself. */
function onItsOwn({ changesPlace: changes }: Store) {
  if (!changes) throw new Error("Nobody else can read this store.");
  const catalogue = hostedHere({ changes });
  onTestFinished(() => catalogue.close());
  return catalogue;
}

let store: Store;
afterEach(() => store.close());

describe.each([
  ["that is handed what changed", () => ":memory:", () => createCatalogue()],
  ["that reads what changed by itself", newFile, onItsOwn],
])("a catalogue %s", (_, file, open) => {
  beforeEach(async () => {
    store = await openStore({ file: file() });
  });

  test("what comes into the store is found, whoever put it there", async () => {
    const catalogue = open(store);
    const follow = createFollower(catalogue, store.papers);
    await store.papers.put([byTitle("On Following")]);
    await follow();
    await follow();
    expect((await catalogue.search({ text: "following" })).hits).toHaveLength(1);
    await store.papers.put([{ ...byTitle("On Following"), upvotes: 4 }, byTitle("On Leading")]);
    await follow();
    const { hits } = await catalogue.search({ text: "", sort: "upvotes" });
    expect(hits.map(({ paper }) => paper.upvotes)).toEqual([4, undefined]);
  });

  test.each([
    ["after", [0, 1]],
    ["before", [1, 0]],
    ["with", []],
  ])(
    "an id that comes %s its paper by title takes over all that was known, votes too",
    async (_, order) => {
      const known = { ...byTitle("Sums of Squares"), authors: ["Ada Example"] };
      const withId = { key: "arxiv:2611.00001", title: "Sums of squares", abstract: "" };
      await store.votes.cast(here, "ada", known.key, 1);
      const catalogues = [open(store), open(store)];
      const follows = catalogues.map((catalogue) => createFollower(catalogue, store.papers));
      if (order.length === 0) await store.papers.put([known, withId]);
      for (const at of order) {
        await store.papers.put([[known, withId][at] ?? known]);
        for (const follow of follows) await follow();
      }
      for (const follow of [...follows, ...follows]) await follow();
      const whole = {
        ...withId,
        title: expect.stringMatching(/^sums of squares$/i),
        abstract: known.abstract,
      };
      expect(await store.papers.all()).toEqual([{ ...whole, authors: ["Ada Example"] }]);
      expect(await store.votes.of(here, "arxiv:2611.00001")).toBe(1);
      for (const catalogue of catalogues) {
        expect(await catalogue.extent()).toMatchObject({ papers: 1 });
        const found =
          (await catalogue.get(known.key)) ?? (await catalogue.resolve("Sums of squares"));
        expect(found?.key).toBe(withId.key);
      }
      const { seq } = await store.papers.changedSince(0);
      for (const follow of follows) await follow();
      expect((await store.papers.changedSince(0)).seq).toBe(seq);
    },
  );

  test("takes nothing newer away from the store while it is behind it", async () => {
    const catalogue = open(store);
    const follow = createFollower(catalogue, store.papers);
    const first = { key: "arxiv:2401.00001", title: "Sums of Squares", abstract: "", upvotes: 3 };
    await store.papers.put([first]);
    await follow();
    await store.papers.put([byTitle(first.title)]);
    // So many that what follows is read only after the title has moved.
    await store.papers.put(Array.from({ length: 150 }, (_, n) => byTitle(`Paper number ${n}`)));
    const second = { ...first, title: "Sums of Squares and Cubes", url: "https://a.example/v2" };
    await store.papers.put([{ ...second, upvotes: 90 }]);
    await follow();
    const known = { ...second, upvotes: 90, abstract: "known by its title" };
    expect((await store.papers.all()).find(({ key }) => key === first.key)).toEqual(known);
    expect(await catalogue.get(first.key)).toEqual(known);
  });

  test("thousands of papers that come at once let other work in between", async () => {
    const catalogue = open(store);
    const follow = createFollower(catalogue, store.papers);
    const many = Array.from({ length: 1000 }, (_, n) => byTitle(`Paper number ${n}`));
    for (let at = 0; at < 1000; at += 500) await store.papers.put(many.slice(at, at + 500));
    let turns = 0;
    const following = follow().then(() => "done");
    for (let state = ""; state !== "done"; )
      state = await Promise.race([
        following,
        new Promise<string>((resolve) =>
          setImmediate(() => {
            turns += 1;
            resolve("");
          }),
        ),
      ]);
    expect(await catalogue.extent()).toMatchObject({ papers: 1000 });
    expect(turns).toBeGreaterThan(200);
  });
});

describe("a follower", () => {
  test("leaves a catalogue that another process begins to feed meanwhile, and nothing went wrong", async () => {
    store = await openStore({ file: ":memory:" });
    const catalogue = createCatalogue();
    let taken = 0;
    const follow = createFollower(
      {
        ...catalogue,
        reached: async () => (taken < 2 ? await catalogue.reached() : undefined),
        take: async (...asked) => {
          taken += 1;
          if (taken === 2) throw new Error("Another process writes to the catalogue by now.");
          return await catalogue.take(...asked);
        },
      },
      store.papers,
    );
    await store.papers.put(Array.from({ length: 250 }, (_, n) => byTitle(`Paper number ${n}`)));
    await follow();
    expect(taken).toBe(2);
    expect((await catalogue.extent()).papers).toBe(100);
  });

  test("reads nothing itself where the catalogue does, whoever put it there", async () => {
    const file = newFile();
    store = await openStore({ file });
    const read = vi.fn(store.papers.changedSince);
    const catalogue = onItsOwn(store);
    const follow = createFollower(catalogue, { ...store.papers, changedSince: read });
    const other = await openStore({ file });
    onTestFinished(() => other.close());
    for (const [n, from] of [store, other].entries()) {
      await from.papers.put([byTitle(`Paper number ${n}`)]);
      await follow();
      expect(await catalogue.extent()).toMatchObject({ papers: n + 1 });
    }
    expect(read).not.toHaveBeenCalled();
    expect(await catalogue.reached()).toBe(await store.papers.newest());
  });

  test("reads again what a thread knew that died while it took what came next", async () => {
    store = await openStore({ file: newFile() });
    const [first, second] = [onItsOwn(store), onItsOwn(store)];
    let current = first;
    const takeNext: typeof first.takeNext = async (...asked) => {
      const { to } = (await first.takeNext?.(...asked)) ?? {};
      // Another thread answers what this one had known already.
      if (to === asked[0]) current = second;
      return await current.takeNext?.(...asked);
    };
    const catalogue = { ...first, takeNext, reached: () => current.reached() };
    await store.papers.put(Array.from({ length: 250 }, (_, n) => byTitle(`Paper number ${n}`)));
    await createFollower(catalogue, store.papers)();
    expect(current).toBe(second);
    expect(await second.extent()).toMatchObject({ papers: 250 });
  });

  test("reads no other file that was put in the place of its database, and says so", async () => {
    const [file, other] = [newFile(), newFile()];
    store = await openStore({ file });
    const foreign = await openStore({ file: other });
    await foreign.papers.put([byTitle("On Other Things")]);
    await foreign.close();
    renameSync(file, `${file}.away`);
    copyFileSync(other, file);
    const catalogue = onItsOwn(store);
    const follow = createFollower(catalogue, store.papers);
    await expect(follow()).rejects.toThrow(`${file} is another file than the one`);
    expect(await catalogue.extent()).toEqual({ papers: 0 });
    renameSync(`${file}.away`, file);
    await store.papers.put([byTitle("On Following")]);
    await follow();
    expect(await catalogue.extent()).toMatchObject({ papers: 1 });
  });

  test("says in a sentence why a catalogue can't read what changed, and goes on when it can", async () => {
    store = await openStore({ file: newFile() });
    const file = newFile();
    const catalogue = hostedHere({
      changes: { module: store.changesPlace?.module ?? "", where: file },
    });
    onTestFinished(() => catalogue.close());
    const follow = createFollower(catalogue, store.papers);
    await expect(follow()).rejects.toThrow(`${file} cannot be opened`);
    const late = await openStore({ file });
    onTestFinished(() => late.close());
    await late.papers.put([byTitle("On Following")]);
    await follow();
    expect(await catalogue.extent()).toMatchObject({ papers: 1 });
  });
});
