import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openLanceCatalogue } from "#papers";
import { catalogueContract } from "../../contracts/catalogue.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

catalogueContract("on LanceDB in a folder", () =>
  openLanceCatalogue({ uri: mkdtempSync(join(folder, "a-")) }),
);
