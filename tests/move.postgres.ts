import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { merge } from "#papers";
import { openStore, type Store } from "#store";
import { type Postgres, startPostgres } from "./postgres.ts";
import { end, newFolder, type Running, remove, startBot } from "./running.ts";
import { aPlan, aSubscription, here, paper, there } from "./store/contract/samples.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

let folder: string;
let file: string;
let url: string;
const running: Running[] = [];
beforeEach(async () => {
  folder = newFolder();
  file = join(folder, "paperboy.db");
  url = await server.database();
});
afterEach(async () => {
  for (const one of running.splice(0)) await end(one);
  remove(folder);
});

const log = { info() {}, warn() {}, error() {} };
const start = (args: readonly string[], env = {}) => {
  const one = startBot(folder, ["--move", ...args], env);
  running.push(one);
  return one;
};
/** Its exit code and what it said; the password of the server is in none of it. */
const run = async (args: readonly string[], env = {}) => {
  const { said, ended } = start(args, env);
  const result = { code: await ended, ...said };
  expect(result.out + result.err).not.toContain(new URL(url).password);
  return result;
};

/** A source with something in every corner. */
async function fill(papers = 30): Promise<void> {
  const store = await openStore({ file });
  await store.papers.put(
    Array.from({ length: papers }, (_, n) => paper(`title:${n}`, `Über ${n} “Größen” \u{1F9EE}`)),
  );
  await store.papers.rename("title:1", "arxiv:1", merge);
  await store.snapshots.add([{ paper: "arxiv:1", at: 1_764_000_000_000, upvotes: 3, stars: 1 }]);
  for (const scope of [here, there]) {
    const subscription = aSubscription(scope);
    await store.subscriptions.put(subscription);
    const delivery = await store.deliveries.plan(aPlan(subscription));
    await store.deliveries.settle(delivery!.id, { state: "sent", papers: ["a", "b"], at: 5 });
    await store.votes.cast(scope, "ada", "a", 1);
    await store.saves.save(scope, "ada", "a", 1);
    await store.installations.put({ ...scope, body: "sealed", at: 1 });
  }
  for (const at of [7, 7, 8]) await store.logins.record("discord", at);
  await store.tickets.park("k", "a\0b", 9);
  await store.polls.claim("arxiv", "me", 1, 2);
  await store.polls.answer("arxiv", "monday", 3);
  await store.close();
}

test("everything arrives, is told table by table, and the bot goes on from there", async () => {
  await fill();
  const { code, out, err } = await run(["--to", url]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^table +rows {2}checksum on both sides$/m);
  expect(out).toMatch(/^papers +30 {2}[0-9a-f]{16}$/m);
  expect(out).toMatch(/^logins +3 {2}[0-9a-f]{16}$/m);
  expect(out).toMatch(/^posts +4 {2}[0-9a-f]{16}$/m);
  expect(out).toMatch(
    /^\d+ rows copied from \S+paperboy\.db to postgres:\/\/127\.0\.0\.1:\d+\/paperboy_\d+, read back and found the same\.\nSet DATABASE_URL to it/m,
  );
  const [before, after] = [await openStore({ file }), await openStore({ url, log })];
  const papers = async (store: Store) =>
    new Map((await store.papers.all()).map((one) => [one.key, one]));
  expect(await papers(after)).toEqual(await papers(before));
  expect(await after.papers.changedSince(0)).toMatchObject({
    renamed: [{ from: "title:1", to: "arxiv:1" }],
  });
  expect(await after.snapshots.since(0)).toEqual(await before.snapshots.since(0));
  for (const scope of [here, there]) {
    expect(await after.tenants.export(scope)).toEqual(await before.tenants.export(scope));
    expect(await after.installations.get(scope)).toEqual(await before.installations.get(scope));
  }
  expect(await after.logins.since("discord", 0)).toEqual([7, 7, 8]);
  expect(await after.tickets.find("k", 0)).toBe("a\uFFFDb");
  expect(await after.polls.states()).toEqual(await before.polls.states());
  // The counter of changes goes on where it was, so that nothing new is overlooked.
  const { seq } = await after.papers.changedSince(0);
  await after.papers.put([paper("new")]);
  expect((await after.papers.changedSince(seq)).papers).toEqual([paper("new")]);
  await Promise.all([before.close(), after.close()]);
});

test("a target that holds rows is refused and left as it is", async () => {
  await fill();
  const target = await openStore({ url, log });
  await target.subscriptions.put(aSubscription());
  const { code, err } = await run(["--to", url]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^postgres:\S+ holds rows already \(1 in "subscriptions"\): name an empty database; it was left as it is\.\n$/,
  );
  expect(await target.info()).toMatchObject({ papers: 0, subscriptions: { enabled: 1 } });
  await target.close();
});

test("a database that a bot has open is refused", async () => {
  await fill();
  const store = await openStore({ file });
  const { code, err } = await run(["--to", url]);
  expect([code, err]).toEqual([
    1,
    `${file} is in use: stop the bot, and whatever else has it open, until it is copied.\n`,
  ]);
  await store.close();
  expect((await run(["--to", url])).code).toBe(0);
});

test("nobody can open the source during a move; one that is killed leaves nothing, and the next does all of it", async () => {
  await fill(11_000);
  const killed = start(["--to", url]);
  while (!killed.said.err.includes("rows copied")) await sleep(2);
  const beside = new DatabaseSync(file, { timeout: 0 });
  expect(() => beside.exec("select * from papers")).toThrow(/locked/);
  beside.close();
  await end(killed);
  expect(killed.said.out).toBe("");
  const { code, out } = await run([], { DATABASE_URL: url });
  expect(code).toBe(0);
  expect(out).toMatch(/^papers +11,000 /m);
});

test("a server that is killed during the copy is told of, and leaves nothing", async () => {
  await fill(11_000);
  const { said, ended } = start(["--to", url]);
  while (!said.err.includes("rows copied")) await sleep(2);
  await server.kill();
  expect(await ended).toBe(1);
  expect(said.err).toMatch(
    /The connection to postgres:\S+ broke \(.+\): nothing was copied, so start again\.\n$/,
  );
  await server.start();
  expect((await run(["--to", url])).code).toBe(0);
});

test("whatever else is in the way is said in a sentence", async () => {
  expect(await run(["--to", url])).toEqual({
    ...{ code: 1, out: "" },
    err: `There is no database ${file}: set DATA_DIR to the folder it lies in.\n`,
  });
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, "my thesis ".repeat(99));
  expect((await run(["--to", url])).err).toMatch(/paperboy\.db is not a database/);
  for (const args of [[], ["--from", url]])
    expect(await run(args)).toMatchObject({
      code: 1,
      err: expect.stringContaining("Tell me where to: npm run move -- --to postgres://"),
    });
  expect((await run(["--to", "mysql://x"])).err).toMatch(/DATABASE_URL must be postgres:/);
});

test("an import goes where DATABASE_URL says", async () => {
  const papers = join(folder, "papers.jsonl");
  writeFileSync(papers, '{"id":"2611.10001","title":"Imported","abstract":"Short."}\n');
  const one = startBot(folder, ["--import", papers], { DATABASE_URL: url });
  running.push(one);
  expect(await one.ended).toBe(0);
  expect(one.said.out).toContain("1 papers read, 1 new");
  expect(existsSync(file)).toBe(false);
  expect(await server.sql("select key from papers", url)).toEqual([{ key: "arxiv:2611.10001" }]);
});
