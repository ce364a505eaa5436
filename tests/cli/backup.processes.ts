import {
  chownSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "#store";
import { newFolder, remove, startBot } from "../running.ts";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

const database = () => join(folder, "paperboy.db");
const backup = () => join(folder, "backup.db");
const scope = { platform: "test", tenant: "lab" };

/** Runs one of the operator's commands to its end. */
async function run(...args: string[]) {
  const { ended, said } = startBot(folder, args, {});
  return { code: await ended, ...said };
}

async function withStore<T>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>) {
  const store = await openStore({ file: database() });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const save = (number: number) =>
  withStore((store) => store.saves.save(scope, "ada", `arxiv:2401.${10_000 + number}`, number));

describe("a backup", () => {
  test("that is made while rows are written holds every row that was written before it began", async () => {
    const store = await openStore({ file: database() });
    let written = 0;
    const write = async () => {
      await store.saves.save(scope, "ada", `arxiv:2401.${10_000 + written}`, written);
      written += 1;
    };
    while (written < 200) await write();
    const { ended } = startBot(folder, ["--backup", backup()], {});
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    // A turn of the event loop between, or its end would never be heard of.
    for (; !isOver; await setImmediate()) await write();
    const atEnd = written;
    await store.close();
    expect(await ended).toBe(0);
    expect(atEnd).toBeGreaterThan(200);
    const copy = await openStore({ file: backup() });
    const kept = await copy.saves.of(scope, "ada");
    await copy.close();
    // None missing: from the first to the last that is there, without a gap.
    const numbers = kept.map(({ at }) => at).sort((a, b) => a - b);
    expect(numbers.length).toBeGreaterThanOrEqual(200);
    expect(numbers).toEqual(numbers.map((_, at) => at));
  });

  test("is for its owner alone, and is never written over another file", async () => {
    await save(1);
    expect((await run("--backup", backup())).code).toBe(0);
    expect(statSync(backup()).mode & 0o777).toBe(0o600);
    const again = await run("--backup", backup());
    expect([again.code, again.err]).toEqual([
      1,
      `${backup()} is there already: name a file that is not.\n`,
    ]);
    expect(await run("--backup")).toMatchObject({
      code: 1,
      err: expect.stringContaining("npm run backup -- FILE"),
    });
  });
});

describe("restoring", () => {
  test("puts the backup in place, and keeps what was there", async () => {
    await save(1);
    await run("--backup", backup());
    await save(2);
    expect(await run("--restore", backup())).toMatchObject({
      code: 1,
      err: expect.stringContaining("add --replace"),
    });
    const { code, out } = await run("--restore", backup(), "--replace");
    expect(code).toBe(0);
    expect(await withStore((store) => store.saves.of(scope, "ada"))).toHaveLength(1);
    const [before = ""] = readdirSync(folder).filter((name) => name.includes(".before-"));
    expect(out).toContain(before);
    const old = await openStore({ file: join(folder, before) });
    expect(await old.saves.of(scope, "ada")).toHaveLength(2);
    await old.close();
  });

  test("works into an empty folder", async () => {
    await save(1);
    await run("--backup", backup());
    const other = newFolder();
    try {
      const { ended } = startBot(other, ["--restore", backup()], {});
      expect(await ended).toBe(0);
      expect(existsSync(join(other, "paperboy.db"))).toBe(true);
    } finally {
      remove(other);
    }
  });

  test("is refused while a bot runs on the database", async () => {
    await save(1);
    await run("--backup", backup());
    const store = await openStore({ file: database() });
    await store.saves.save(scope, "ada", "arxiv:2401.00002", 2);
    const { code, err } = await run("--restore", backup(), "--replace");
    expect([code, err]).toEqual([1, `A bot is running on ${database()}: end it, then restore.\n`]);
    expect(await store.saves.of(scope, "ada")).toHaveLength(2);
    await store.close();
  });

  test.each([
    ["of a newer schema", newer, "was written by a newer Paperboy"],
    ["that is damaged", damage, "is damaged"],
    ["that is no database", (file: string) => writeFileSync(file, "a letter"), "is no backup"],
    ["that is not there", () => {}, "There is no"],
  ])("a file %s changes nothing and says why", async (_, spoil, sentence) => {
    await save(1);
    await run("--backup", backup());
    const bad = join(folder, "bad.db");
    if (sentence !== "There is no") copyFileSync(backup(), bad);
    spoil(bad);
    const { code, err } = await run("--restore", bad, "--replace");
    expect([code, err.split("\n")]).toEqual([1, [expect.stringContaining(sentence), ""]]);
    expect(await withStore((store) => store.saves.of(scope, "ada"))).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => /part|before/.test(name))).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)(
    "by root leaves the database to whom its folder belongs",
    async () => {
      await save(1);
      await run("--backup", backup());
      chownSync(folder, 65_534, 65_533);
      expect((await run("--restore", backup(), "--replace")).code).toBe(0);
      expect(statSync(database())).toMatchObject({ uid: 65_534, gid: 65_533 });
    },
  );

  test("a database that is damaged gives way, and is kept", async () => {
    await save(1);
    await run("--backup", backup());
    writeFileSync(database(), "a letter");
    expect((await run("--restore", backup(), "--replace")).code).toBe(0);
    expect(await withStore((store) => store.saves.of(scope, "ada"))).toHaveLength(1);
  });
});

describe("what belongs to one workspace", () => {
  test("is exported as JSON and erased, and nothing of another", async () => {
    await save(1);
    const other = { platform: "test", tenant: "other" };
    await withStore((store) => store.saves.save(other, "bo", "arxiv:2401.00001", 1));
    const exported = await run("--export", "test", "lab");
    expect(JSON.parse(exported.out)).toMatchObject({
      platform: "test",
      tenant: "lab",
      saves: [{ person: "ada", paper: "arxiv:2401.10001" }],
    });
    expect(exported.out).not.toContain("bo");
    const asked = await run("--erase", "test", "lab");
    expect([asked.code, asked.err]).toEqual([1, expect.stringContaining("add --yes")]);
    expect((await run("--erase", "test", "lab", "--yes")).out).toContain("1 saves");
    await withStore(async (store) => {
      expect(await store.saves.of(scope, "ada")).toEqual([]);
      expect(await store.saves.of(other, "bo")).toHaveLength(1);
    });
  });
});

function newer(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("insert into schema_versions values (999, 'later', 0)");
  database.close();
}

/** Tears the second half out of every page after the first, as a failing disk may. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  for (let page = 1; page * 4096 < bytes.length; page += 1)
    bytes.fill(255, page * 4096 + 2048, (page + 1) * 4096);
  writeFileSync(file, bytes);
}
