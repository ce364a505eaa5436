import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Paper } from "#papers";
import { openStore, type Store } from "#store";
import { createFollower } from "../src/news/index.ts";
import { openCatalogue } from "../src/open-catalogue.ts";
import { newFolder, remove } from "./running.ts";

const papers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n): Paper => {
    const key = `arxiv:2401.${10_000 + from + n}`;
    return { key, title: `Paper ${from + n} on Quokkas`, abstract: "" };
  });

function newHome() {
  const folder = newFolder();
  onTestFinished(() => remove(folder));
  return { folder, file: join(folder, "paperboy.db") };
}

/** A bot's catalogue over that store, which outgrows its thread with a hundred papers. */
async function openIn(folder: string, store: Store) {
  const said: string[] = [];
  let read = 0;
  const changedSince: Store["papers"]["changedSince"] = async (...asked) => {
    const changes = await store.papers.changedSince(...asked);
    read += changes.papers.length;
    return changes;
  };
  const counted = { ...store.papers, changedSince };
  const { catalogue } = await openCatalogue({
    ...{ folder, most: 100, tell: (sentence) => said.push(sentence) },
    // Without a place where its thread reads changes, all that is read passes by here.
    store: { papers: counted, identity: store.identity },
  });
  const close = async () => {
    await catalogue.close();
    await store.close();
  };
  onTestFinished(close);
  return { catalogue, said, follow: createFollower(catalogue, counted), close, read: () => read };
}

describe("a catalogue that grows", () => {
  test("takes the snapshot that another bot has written meanwhile, and nobody hears of an older copy", async () => {
    const { folder, file } = newHome();
    const [store, other] = [await openStore({ file }), await openStore({ file })];
    await store.papers.put(papers(0, 5));
    const first = await openIn(folder, store);
    await first.follow();
    await other.papers.put(papers(5, 1500));
    const second = await openIn(folder, other);
    await second.follow();
    await second.close();
    await first.follow();
    expect(await first.catalogue.extent()).toMatchObject({ papers: 1500 });
    expect([...first.said, ...second.said]).toEqual([]);
    expect(first.read()).toBeLessThan(500);
  });

  test("never takes the snapshot of a database of which an older copy was put back, also once it is past that", async () => {
    const { folder, file } = newHome();
    const young = await openStore({ file });
    await young.identity();
    await young.papers.put(papers(0, 5));
    await young.close();
    copyFileSync(file, `${file}.copy`);
    const old = await openStore({ file });
    await old.papers.put(papers(5, 1500));
    const before = await openIn(folder, old);
    await before.follow();
    await before.close();
    copyFileSync(`${file}.copy`, file);
    const store = await openStore({ file });
    const { catalogue, said, follow } = await openIn(folder, store);
    await follow();
    await store.papers.put(papers(2000, 4000));
    await follow();
    expect(await catalogue.extent()).toMatchObject({ papers: 2005 });
    expect(said).toEqual([expect.stringContaining("an older copy was put back")]);
  });
});
