import { describe, expect, test } from "vitest";
import { createLog } from "../src/log.ts";

const SECRET = 'canary-"9f8e7d6c';

test("for people, a sentence on a source is one line", async () => {
  const lines: string[] = [];
  const sink = { write: (line: string) => lines.push(line) };
  const log = await createLog({ level: "info", pretty: true, secrets: [], sink });
  log.warn({ source: "arxiv", failures: 0 }, "arXiv can't be reached.");
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
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
