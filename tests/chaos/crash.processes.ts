import { expect, test } from "vitest";
import { sqliteGround } from "./crash/grounds.ts";
import { proveCrashes } from "./crash/prove.ts";

test("of 20 processes killed while they change settings, none loses what was acknowledged, nor the database", async () => {
  const ground = sqliteGround();
  try {
    const found = await proveCrashes(20, ground);
    expect(found).toMatchObject({ kills: 20, lost: [], damaged: [] });
    expect(found.acknowledged).toBeGreaterThan(20);
  } finally {
    await ground.end();
  }
}, 60_000);
