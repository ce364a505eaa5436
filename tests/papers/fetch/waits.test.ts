import { describe, expect, test } from "vitest";
import { waitUntil } from "../../../src/papers/fetch/waits.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const wait = (status: number, headers: Record<string, string> = {}) => {
  const until = waitUntil(status, new Headers(headers), NOW);
  return until === undefined ? undefined : (until - NOW) / 1000;
};

describe("an answer tells to wait", () => {
  test.each<[string, number, Record<string, string>, number | undefined]>([
    ["seconds", 429, { "retry-after": "90" }, 90],
    ["a date", 503, { "retry-after": "Tue, 24 Nov 2026 12:02:00 GMT" }, 120],
    ["seconds, though it is a good answer", 200, { "retry-after": "5" }, 5],
    ["nothing, but it is a refusal", 429, {}, 300],
    ["something unreadable in a refusal", 429, { "retry-after": "soon" }, 300],
    ["a time that is over", 429, { "retry-after": "Tue, 24 Nov 2026 11:00:00 GMT" }, undefined],
    ["a hundred years", 429, { "retry-after": "3153600000" }, 24 * 60 * 60],
    ["that nothing is left", 200, { ratelimit: '"api";r=0;t=123' }, 123],
    ["that something is left", 200, { ratelimit: '"api";r=1;t=123' }, undefined],
    ["the longest of several windows", 200, { ratelimit: '"api";r=0;t=9, "pages";r=0;t=60' }, 60],
    ["both", 429, { ratelimit: '"api";r=0;t=100', "retry-after": "10" }, 100],
    ["nothing", 200, {}, undefined],
    ["nothing, with trouble of its own", 503, {}, undefined],
  ])("by %s", (_, status, headers, seconds) => {
    expect(wait(status, headers)).toBe(seconds);
  });
});
