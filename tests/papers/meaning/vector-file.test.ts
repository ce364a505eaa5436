import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openVectorFile } from "#papers";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => join(mkdtempSync(join(folder, "a-")), "vectors");

describe("a file of vectors", () => {
  const entry = (key: string) => ({ key, text: "mark", vector: Float32Array.of(0.6, 0.8) });

  test("is read again, the newest of each key", async () => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a"), entry("b")]);
    await written.put([{ ...entry("a"), text: "other", vector: Float32Array.of(1, 0) }]);
    await written.close();
    const read = await openVectorFile(file, "model", 2);
    onTestFinished(() => read.close());
    expect(await read.nearest(Float32Array.of(1, 0), 5)).toEqual([
      { key: "a", cosine: 1 },
      { key: "b", cosine: expect.closeTo(0.6) },
    ]);
    expect((await read.get(["a", "c"])).get("a")?.text).toBe("other");
  });

  test("that a killed process left half written is whole up to there", async () => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a"), entry("b")]);
    await written.close();
    writeFileSync(file, readFileSync(file).subarray(0, -3));
    const read = await openVectorFile(file, "model", 2);
    await read.put([entry("c")]);
    await read.close();
    const again = await openVectorFile(file, "model", 2);
    onTestFinished(() => again.close());
    expect([...(await again.get(["a", "b", "c"])).keys()]).toEqual(["a", "c"]);
  });

  test("of many papers keeps nobody else waiting, while it is read and while the nearest are looked for", async () => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    const keys = Array.from({ length: 50_000 }, (_, at) => `arxiv:2401.${at}`);
    await written.put(keys.map(entry));
    await written.put([{ ...entry("b"), vector: Float32Array.of(1, 0) }]);
    await written.close();
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const read = await openVectorFile(file, "model", 2);
    onTestFinished(() => read.close());
    expect((await read.get(keys)).size).toBe(keys.length);
    expect(turns).toBeGreaterThanOrEqual(2);
    turns = 0;
    expect(await read.nearest(Float32Array.of(1, 0), 1)).toEqual([{ key: "b", cosine: 1 }]);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  test("that can't be written is told in a sentence", async () => {
    await expect(openVectorFile(folder, "model", 2)).rejects.toMatchObject({
      name: "CatalogueError",
      message: expect.stringContaining(`${folder} can't be written (EISDIR)`),
    });
  });

  test("is put into by one process and read by others meanwhile", async () => {
    const file = newFile();
    let now = 0;
    const reading = await openVectorFile(file, "model", 2, () => now);
    const writing = await openVectorFile(file, "model", 2);
    onTestFinished(async () => {
      await Promise.all([reading.close(), writing.close()]);
    });
    await writing.put([entry("a")]);
    await writing.put([entry("b")]);
    now = 2_000;
    expect([...(await reading.get(["a", "b"])).keys()]).toEqual(["a", "b"]);
    // The other one's turn comes.
    await reading.put([entry("c")]);
    await writing.put([entry("d")]);
    expect((await writing.get(["a", "b", "c", "d"])).size).toBe(4);
  });

  test("that is read on while it is put into loses nothing of either process", async () => {
    const file = newFile();
    let now = 0;
    const one = await openVectorFile(file, "model", 2, () => {
      now += 5_000;
      return now;
    });
    const some = (name: string) => Array.from({ length: 200 }, (_, at) => entry(`${name} ${at}`));
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        await one.get([]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let put = 0; put < 50; put += 1) await one.put(some(`one ${put}`));
    isOver = true;
    await looking;
    const other = await openVectorFile(file, "model", 2);
    await other.put(some("other"));
    const keys = some("other").map(({ key }) => key);
    expect((await one.get(keys)).size).toBe(200);
    await one.put(some("last"));
    const all = await openVectorFile(file, "model", 2);
    onTestFinished(async () => {
      await Promise.all([one, other, all].map((vectors) => vectors.close()));
    });
    expect(await all.nearest(Float32Array.of(1, 0), 100_000)).toHaveLength(52 * 200);
  });

  test.each([
    ["another model", "other", 2],
    ["other dimensions", "model", 3],
  ])("of %s is begun anew", async (_, model, dimensions) => {
    const file = newFile();
    const written = await openVectorFile(file, "model", 2);
    await written.put([entry("a")]);
    await written.close();
    const read = await openVectorFile(file, model, dimensions);
    onTestFinished(() => read.close());
    expect((await read.get(["a"])).size).toBe(0);
  });
});
