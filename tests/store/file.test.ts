import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, StoreError } from "#store";
import type { Schema } from "../../src/store/schema.ts";
import { sqliteDialect } from "../../src/store/sqlite-dialect.ts";
import { explain } from "../../src/store/sqlite-failure.ts";
import { tenantTables } from "../../src/store/tenants.ts";
import { aSubscription } from "./contract/samples.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-file-"));
  file = join(folder, "deep", "data", "paperboy.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** The message of the StoreError that opening the file meets. */
async function fault(path = file): Promise<string> {
  const error = await openStore({ file: path }).then(
    (store) => store.close().then(() => new Error("it opened")),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return (error as StoreError).message;
}

test("the folder is for its owner alone, and so is every file in it", async () => {
  const before = process.umask(0);
  try {
    const store = await openStore({ file });
    await store.papers.put([{ key: "a", title: "a", abstract: "" }]);
    expect(mode(join(folder, "deep"))).toBe("700");
    expect(mode(join(folder, "deep", "data"))).toBe("700");
    for (const end of ["", "-wal", "-shm"]) expect(mode(file + end)).toBe("600");
    await store.close();
  } finally {
    process.umask(before);
  }
});

test.skipIf(process.getuid?.() !== 0)(
  "root makes the file for whom its folder belongs to, and all that lies beside it",
  async () => {
    mkdirSync(join(folder, "deep", "data"), { recursive: true });
    chownSync(join(folder, "deep", "data"), 65_534, 65_533);
    const store = await openStore({ file });
    await store.papers.put([{ key: "a", title: "a", abstract: "" }]);
    for (const end of ["", "-wal", "-shm"])
      expect(statSync(file + end)).toMatchObject({ uid: 65_534, gid: 65_533 });
    await store.close();
  },
);

test("a file that was open to everyone is closed to them", async () => {
  mkdirSync(join(folder, "deep", "data"), { recursive: true });
  writeFileSync(file, "", { mode: 0o644 });
  chmodSync(file, 0o644);
  await (await openStore({ file })).close();
  expect(mode(file)).toBe("600");
  expect(mode(join(folder, "deep", "data"))).not.toBe("700");
});

test("everything is still there after closing and opening again", async () => {
  const first = await openStore({ file });
  await first.papers.put([{ key: "a", title: "a", abstract: "" }]);
  await first.subscriptions.put(aSubscription());
  await first.close();
  const second = await openStore({ file });
  expect(await second.info()).toMatchObject({ papers: 1, subscriptions: { enabled: 1 } });
  expect(await second.subscriptions.get(aSubscription(), "s1")).toEqual(aSubscription());
  await second.close();
  await expect(second.papers.count()).rejects.toThrow();
});

test("the file is written ahead", async () => {
  const store = await openStore({ file });
  const database = new DatabaseSync(file);
  expect(database.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
  database.close();
  await store.close();
});

test("a lookup of what is due reads the index and nothing else", async () => {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  const steps = (sql: string) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map((row) => JSON.stringify(row));
  const due = "select * from subscriptions where state = 'enabled' and next_run_at <= 5";
  expect(steps(`${due} order by next_run_at limit 9`).join()).toContain(
    "subscriptions_by_next_run",
  );
  const waiting = "select id from deliveries where state = 'due' and not_before <= 5";
  expect(steps(waiting).join()).toContain("deliveries_by_time");
  const seen = "select paper from posts where platform = 'a' and tenant = 'b' and channel = 'c'";
  expect(steps(`${seen} and at >= 5`).join()).toContain("posts_by_channel");
  for (const marked of ["votes", "saves"])
    expect(steps(`select paper from ${marked} where at >= 5`).join()).toContain(
      `SEARCH ${marked} USING COVERING INDEX ${marked}_by_time`,
    );
  database.close();
});

test("a transaction holds the write lock from its beginning, before it has written", async () => {
  await (await openStore({ file })).close();
  const [ours, theirs] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 0 })];
  const db = new Kysely<Schema>({ dialect: sqliteDialect(ours, file) });
  const write = "insert into counters values ('other', 1)";
  await db.transaction().execute(async (transaction) => {
    await transaction.selectFrom("counters").selectAll().execute();
    expect(() => theirs.exec(write)).toThrow(/locked/);
    await transaction.insertInto("counters").values({ name: "papers", value: 1 }).execute();
  });
  theirs.exec(write);
  expect(await db.selectFrom("counters").selectAll().execute()).toHaveLength(2);
  theirs.close();
  await db.destroy();
});

test("every table with a tenant's rows is known to whatever exports and deletes a tenant", async () => {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  const found = database
    .prepare(
      `select t.name from sqlite_master t join pragma_table_info(t.name) c
       where t.type = 'table' and c.name = 'tenant' order by t.name`,
    )
    .all()
    .map(({ name }) => name);
  expect(found).toEqual([...tenantTables].sort());
  database.close();
});

test("a schema newer than this program is refused and left as it is", async () => {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  database.exec("insert into schema_versions values (99, 'from the future', 0)");
  database.close();
  expect(await fault()).toMatch(/paperboy\.db was written by a newer Paperboy \(schema 99.*update/);
  const again = new DatabaseSync(file);
  expect(again.prepare("select max(version) as at from schema_versions").get()).toEqual({ at: 99 });
  again.close();
});

test("a file that is no database is refused and left as it is", async () => {
  mkdirSync(join(folder, "deep", "data"), { recursive: true });
  writeFileSync(file, "my thesis, the only copy ".repeat(50));
  expect(await fault()).toMatch(/paperboy\.db is not a database: move it away/);
  expect(readFileSync(file, "utf8")).toBe("my thesis, the only copy ".repeat(50));
});

test("a folder in the place of the file is named as such", async () => {
  mkdirSync(file, { recursive: true });
  expect(await fault()).toMatch(/paperboy\.db is a folder/);
});

test("a path through a file is named as such", async () => {
  writeFileSync(join(folder, "deep"), "");
  expect(await fault()).toMatch(
    /paperboy\.db cannot be made, because a part of its path is a file/,
  );
  writeFileSync(join(folder, "data"), "");
  expect(await fault(join(folder, "data", "x.db"))).toMatch(/a part of its path is a file/);
});

test("a place where nobody may write is named with the cure", async () => {
  expect(await fault("/proc/paperboy/paperboy.db")).toMatch(
    /^\/proc\/paperboy\/paperboy\.db cannot be made \(\w+\): give this user the right/,
  );
});

test.skipIf(process.getuid?.() === 0)("a folder without the right to write is named", async () => {
  mkdirSync(join(folder, "deep"), { mode: 0o500 });
  expect(await fault()).toMatch(/give this user the right to write there/);
});

test("a disk that fills up within a transaction is said in a sentence, and what was there stays", async () => {
  await (await openStore({ file })).close();
  const database = new DatabaseSync(file);
  database.exec("pragma max_page_count = 60");
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, file) });
  const ticket = (key: string) => ({ key, text: "x".repeat(5_000), until: 1 });
  await db.insertInto("tickets").values(ticket("before")).execute();
  const filling = db.transaction().execute(async (transaction) => {
    for (let at = 0; at < 100; at += 1)
      await transaction
        .insertInto("tickets")
        .values(ticket(`t${at}`))
        .execute();
  });
  const met = await filling.catch((error: unknown) => error);
  expect(met).toBeInstanceOf(StoreError);
  expect((met as StoreError).message).toContain(`The disk that holds ${file} is full`);
  expect(await db.selectFrom("tickets").select("key").execute()).toEqual([{ key: "before" }]);
  await db.destroy();
});

test("no room for the file beside the database is a full disk too", () => {
  const failure = Object.assign(new Error("disk I/O error"), { errcode: 4874 });
  expect(String(explain(failure, "/data/paperboy.db"))).toContain("paperboy.db is full");
});
