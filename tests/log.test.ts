import { describe, expect, test } from "vitest";
import { StoreError } from "#store";
import { createLog } from "../src/log.ts";

const SECRET = 'canary-"9f8e7d6c';

test("for people, a sentence on a source is one line", async () => {
  const lines: string[] = [];
  const sink = { write: (line: string) => lines.push(line) };
  const log = await createLog({ level: "info", pretty: true, secrets: [], sink });
  log.warn({ source: "arxiv", failures: 0 }, "arXiv can't be reached.");
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
});

test.each([
  ["a fault that a person can mend is its sentence", new StoreError("The disk is full."), false],
  ["any other error brings its trace", new TypeError("The disk is full."), true],
])("%s", async (_, err, traced) => {
  for (const pretty of [false, true]) {
    const lines: string[] = [];
    const sink = { write: (line: string) => lines.push(line) };
    const log = await createLog({ level: "info", pretty, secrets: [], sink });
    log.error({ err }, "A command failed");
    const text = lines.join("");
    expect(text).toContain("The disk is full.");
    expect(text.includes("log.test.ts")).toBe(traced);
  }
});

describe.each([
  ["JSON lines", false],
  ["pretty lines", true],
])("%s", (_name, pretty) => {
  test("never hold a secret, wherever it stands", async () => {
    const lines: string[] = [];
    const sink = { write: (line: string) => lines.push(line) };
    const log = await createLog({ level: "trace", pretty, secrets: [SECRET], sink });
    const cause = new Error(`refused ${SECRET}`);
    const error = Object.assign(new Error("failed", { cause }), {
      request: { url: `https://x.test/?t=${encodeURIComponent(SECRET)}`, deep: { body: [SECRET] } },
    });
    log.error(
      { err: error, token: "plain-token", headers: { authorization: "Bearer abcdefgh1234" } },
      `said ${SECRET}`,
    );
    log.info(
      { note: "xoxb-123-abc", app: "xapp-1-A-b", url: "postgres://ada:pass-word@db/x" },
      "ok",
    );
    const text = lines.join("");
    expect(text).toContain("failed");
    for (const leak of ["9f8e7d6c", "plain-token", "abcdefgh1234", "123-abc", "1-A-b", "pass-word"])
      expect(text).not.toContain(leak);
  });
});
