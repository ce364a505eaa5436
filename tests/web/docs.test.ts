import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createMetrics } from "../../src/web/index.ts";

test("docs/http.md names every metric of ours, and none that is not there", async () => {
  const docs = readFileSync("docs/http.md", "utf8");
  const told = [...docs.matchAll(/^\| `(paperboy_\w+)`/gm)].map(([, name]) => name);
  const read = () => Promise.reject(new Error("not needed"));
  const { text } = await createMetrics({ read }).page();
  const there = [...text.matchAll(/^# TYPE (paperboy_\w+)/gm)].map(([, name = ""]) => name);
  const own = there.filter((name) => !/^paperboy_(?:process|nodejs)_/.test(name));
  expect(told.toSorted()).toEqual(own.toSorted());
});
