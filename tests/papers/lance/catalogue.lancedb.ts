import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openLanceCatalogue } from "#papers";
import { catalogueContract } from "../../contracts/catalogue.ts";
import { typedQueriesContract } from "../../contracts/typed-queries.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openLanceCatalogue({ uri: mkdtempSync(join(folder, "a-")) });

catalogueContract("on LanceDB in a folder", open);
typedQueriesContract("on LanceDB", open);
