import { expect, test } from "vitest";
import { createRecent } from "#chat";

test("a memory keeps what was used last, and no more than it has room for", () => {
  const recent = createRecent<number>(3);
  for (const [at, key] of ["a", "b", "c"].entries()) recent.set(key, at);
  expect(recent.get("a")).toBe(0);
  recent.set("d", 3);
  expect(["a", "b", "c", "d"].map((key) => recent.get(key))).toEqual([0, undefined, 2, 3]);
  recent.set("c", 20);
  expect([recent.get("c"), recent.size]).toEqual([20, 3]);
  recent.delete("c");
  expect([recent.get("c"), recent.size]).toEqual([undefined, 2]);
});
