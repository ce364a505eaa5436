import { expect, test } from "vitest";
import { createLane } from "../../../src/papers/fetch/lane.ts";
import { heldClock } from "../../fakes/http/clock.ts";

test("a clock that is set back makes no pause longer", async () => {
  const clock = heldClock("2026-11-24T12:00:00Z");
  const lane = createLane("The source", 3000, clock, undefined);
  await lane.run(async () => {});
  clock.set("2026-11-24T09:00:00Z");
  await lane.run(async () => {});
  expect(clock.slept).toEqual([3000]);
});
