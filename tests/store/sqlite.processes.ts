import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, expect } from "vitest";
import { openStore } from "#store";
import { processesContract } from "./contract/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));
let file: string;
let count = 0;

// Whatever was killed amid whatever.
afterEach(() => {
  const database = new DatabaseSync(file);
  expect(database.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  database.close();
});

processesContract("a SQLite file", {
  place: async () => {
    count += 1;
    file = join(folder, String(count), "data", "paperboy.db");
    return file;
  },
  open: (place) => openStore({ file: place }),
  run: async (place, sql) => {
    const database = new DatabaseSync(place);
    database.exec(sql);
    database.close();
  },
  ...{ claimers: 2, deliveries: 150 },
});
