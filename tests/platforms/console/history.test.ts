import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createHistory } from "../../../src/platforms/console/history.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-history-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("keeps the newest 500 lines, newest first, and nothing beside the file", () => {
  const history = createHistory(join(folder, "history"));
  const lines = Array.from({ length: 700 }, (_, at) => `search ${at}`);
  history.write(lines);
  expect(history.read()).toEqual(lines.slice(0, 500));
  expect(readFileSync(join(folder, "history"), "utf8").trim().split("\n")).toHaveLength(500);
  expect(readdirSync(folder)).toEqual(["history"]);
});

test("keeps no line that was pasted", () => {
  const history = createHistory(join(folder, "history"));
  history.write(["show x", `show ${"x".repeat(1000)}`]);
  expect(history.read()).toEqual(["show x"]);
});
