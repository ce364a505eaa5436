import { expect, test } from "vitest";
import { readinessOf } from "../../src/web/ready.ts";
import { says, well } from "./stage.ts";

test("everything is looked at, also behind what is not well", async () => {
  expect(
    await readinessOf([says("a", "It is down."), well("b"), says("c", "It is late.")]),
  ).toEqual({
    ready: false,
    checks: [
      { name: "a", ready: false, why: "It is down." },
      { name: "b", ready: true },
      { name: "c", ready: false, why: "It is late." },
    ],
  });
});

test("what does not answer holds up nothing, and is not well", async () => {
  const never = { name: "database", look: () => new Promise<never>(() => {}) };
  expect(await readinessOf([never, well("b")], 20)).toMatchObject({
    ready: false,
    checks: [
      { name: "database", ready: false, why: "The database does not answer." },
      { name: "b" },
    ],
  });
});
