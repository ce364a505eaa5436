import { expect, test } from "vitest";
import { row } from "../../../src/platforms/console/layout.ts";

test("buttons share a row while they fit whole, and none is broken", () => {
  const buttons = ["[1] Save", "[2] Vote"];
  expect(row(buttons, 20)).toEqual(["  [1] Save  [2] Vote"]);
  expect(row(buttons, 19)).toEqual(["  [1] Save", "  [2] Vote"]);
});
