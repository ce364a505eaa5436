import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLanceCatalogue } from "#papers";
import { connected } from "../../../src/papers/lance/connected.ts";
import { loadLanceDb } from "../../../src/papers/lance/load.ts";
import { createTables } from "../../../src/papers/lance/tables.ts";

test("a table whose first version another process is just writing is not there yet", async () => {
  const uri = mkdtempSync(join(tmpdir(), "paperboy-"));
  onTestFinished(() => rmSync(uri, { recursive: true }));
  const catalogue = await openLanceCatalogue({ uri });
  await catalogue.add([{ key: "arxiv:2401.00001", title: "Trees", abstract: "" }]);
  await catalogue.close();
  const name = readdirSync(uri).find((one) => one.startsWith("papers_")) ?? "";
  const whole = join(uri, "whole");
  renameSync(join(uri, name), whole);
  mkdirSync(join(uri, name, "data"), { recursive: true });
  const tables = createTables(await connected(uri, {}, Date.now, await loadLanceDb()), Date.now);
  onTestFinished(() => tables.close());
  expect(await tables.newest("papers", 0)).toBeUndefined();
  rmSync(join(uri, name), { recursive: true });
  renameSync(whole, join(uri, name));
  expect(await (await tables.newest("papers", 0))?.countRows()).toBe(1);
});
