import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { hostedCatalogue, type Paper } from "#papers";
import { isFault } from "../../src/fault.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Threads share their compiled code, as those of the bot do. */
const compiled = join(folder, "compiled");
const mortal = new URL("./mortal-thread.ts", import.meta.url);

const PAPERS: readonly Paper[] = ["On Graphs", "On Trees", "On Forests"].map((title, n) => ({
  ...{ key: `arxiv:2401.0000${n}`, title, abstract: "Of the kind that grows." },
}));

test("a thread that is given up while it writes its snapshot leaves no half of one", async () => {
  const own = mkdtempSync(join(folder, "a-"));
  const snapshot = { file: join(own, "catalogue.snapshot"), identity: "1" };
  const stuck = new URL("./stuck-thread.ts", import.meta.url);
  const catalogue = hostedCatalogue({ snapshot, compiled }, () => {}, stuck);
  await vi.waitFor(() => expect(readdirSync(own)).toEqual([expect.stringMatching(/\.tmp$/)]), {
    timeout: 10_000,
  });
  await catalogue.close();
  expect(readdirSync(own)).toEqual([]);
});

describe("a thread that dies", () => {
  test("of the same call twice ends that call with an error, and nothing else", async () => {
    const catalogue = hostedCatalogue({ compiled }, () => {}, mortal);
    onTestFinished(() => catalogue.close());
    await catalogue.take(PAPERS, 0, 6);
    const asked = catalogue.get("arxiv:2401.00001");
    await expect(catalogue.nearest("die always")).rejects.toThrow(/died of.*nearest/);
    expect((await asked)?.key).toBe("arxiv:2401.00001");
    expect(await catalogue.reached()).toBe(0);
    // What was added between two numbers that it does not stand at does not pass for all of it.
    await catalogue.take(PAPERS, 6, 7);
    expect(await catalogue.reached()).toBe(0);
    expect(await catalogue.extent()).toMatchObject({ papers: 3 });
  });

  test("of the same call again and again ends none that waits behind it", async () => {
    const catalogue = hostedCatalogue({ compiled }, () => {}, mortal);
    onTestFinished(() => catalogue.close());
    const deadly = expect(catalogue.nearest("die always")).rejects.toThrow(/died of.*nearest/);
    const behind = Promise.all([catalogue.extent(), catalogue.take(PAPERS, 0, 6)]);
    await deadly;
    const [, moved] = await behind;
    expect(moved.size).toBe(0);
    expect(await catalogue.reached()).toBe(6);
    expect((await catalogue.get("arxiv:2401.00001"))?.title).toBe("On Trees");
  });

  test("does not keep anybody from closing the catalogue", async () => {
    const catalogue = hostedCatalogue({ compiled }, () => {}, mortal);
    const dying = catalogue.nearest("die always");
    await Promise.all([catalogue.close(), expect(dying).rejects.toThrow(/closed|died/)]);
  });
});

test("a thread that can't start lets nobody wait for the next, and that one is given all notes", async () => {
  const said: string[] = [];
  const dead = new URL("./dead-thread.ts", import.meta.url);
  const catalogue = hostedCatalogue({ compiled }, (one) => said.push(one), dead);
  onTestFinished(() => catalogue.close());
  const noted = catalogue.note([{ paper: "arxiv:2401.00001", at: 5, upvotes: 1 }], 0);
  const error = await catalogue.search({ text: "graphs" }).catch((error: unknown) => error);
  expect(isFault(error)).toBe(true);
  expect(String(error)).toContain("dies again and again (it ended by itself)");
  await noted;
  await catalogue.note([], 0);
  await expect(catalogue.reached()).rejects.toBe(error);
  expect(said).toHaveLength(4);
});
