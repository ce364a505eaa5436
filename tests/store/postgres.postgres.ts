import { afterAll, beforeAll } from "vitest";
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
