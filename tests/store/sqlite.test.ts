import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "#store";
import { storeContract } from "../contracts/store.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-store-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

storeContract("a SQLite file", () => openStore({ file: join(folder, `${count++}.db`) }));
storeContract("SQLite in memory", () => openStore({ file: ":memory:" }));
