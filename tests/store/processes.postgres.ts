import { afterAll, beforeAll } from "vitest";
import { openStore } from "#store";
import { type Postgres, startPostgres } from "../postgres.ts";
import { processesContract } from "./contract/processes.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const log = { info() {}, warn() {}, error() {} };

processesContract("PostgreSQL", {
  place: () => server.database(),
  run: (url, sql) => server.sql(sql, url),
  open: (url) => openStore({ url, log }),
  ...{ claimers: 3, deliveries: 2_000 },
});
