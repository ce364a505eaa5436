import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "#store";
import { storeContract } from "../contracts/store.ts";
import { type Postgres, startPostgres } from "../postgres.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const log = { info() {}, warn() {}, error() {} };

storeContract("PostgreSQL", async () => openStore({ url: await server.database(), log }));

test("what was marked of late is read off an index", async () => {
  const url = await server.database();
  await (await openStore({ url, log })).close();
  for (const marked of ["votes", "saves"]) {
    const rows = `select 's', 't', n, n, n from generate_series(1, 5000) as n`;
    await server.sql(`insert into ${marked} ${rows}`, url);
    await server.sql(`analyze ${marked}`, url);
    const plan = await server.sql(`explain select paper from ${marked} where at >= 4900`, url);
    expect(JSON.stringify(plan)).toContain(`${marked}_by_time`);
  }
});
