import { expect, test } from "vitest";
import { postgresGround } from "./crash/grounds.ts";
import { proveCrashes } from "./crash/prove.ts";

test("of 15 processes and 2 servers killed while settings are changed, none loses what was acknowledged", async () => {
  const ground = await postgresGround();
  try {
    const found = await proveCrashes(15, ground);
    expect(found).toMatchObject({ kills: 15, serverKills: 2, lost: [], damaged: [] });
    expect(found.acknowledged).toBeGreaterThan(15);
  } finally {
    await ground.end();
  }
}, 60_000);
