import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHistory } from "../../../src/platforms/console/history.ts";
import { smallHost } from "./commands.ts";
import { ASKED, READY, sitDown } from "./keyboard.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-history-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

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

describe("at the prompt it", () => {
  test("is kept for the next start, for its owner alone, without the answers of forms", async () => {
    const historyFile = join(folder, "new", "history");
    const first = await sitDown(smallHost().host, { historyFile });
    await first.type("search graphs\r");
    await first.type("6\r", ASKED);
    await first.type("my secret topic\r", ASKED);
    await first.type(".\r");
    await first.console.stop();
    expect(readFileSync(historyFile, "utf8")).toBe("search graphs\n6\n");
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    const second = await sitDown(smallHost().host, { historyFile });
    await second.type("\u001b[A\u001b[A", /papers> search graphs$/);
    await second.console.stop();
  });

  test("may be unreadable, unwritable or hostile", async () => {
    const hostile = join(folder, "hostile");
    writeFileSync(hostile, "save \u001b[31mred\u0007\n");
    const keyboard = await sitDown(smallHost().host, { historyFile: hostile });
    await keyboard.type("\u001b[A", /papers> save red$/);
    expect(keyboard.raw()).not.toContain("\u0007");
    await keyboard.console.stop();
    const nowhere = await sitDown(smallHost().host, { historyFile: join(hostile, "below") });
    expect(await nowhere.type("save x\r", READY)).toContain("save: x");
    await nowhere.console.stop();
  });
});
