import { afterEach, describe, expect, test } from "vitest";
import { textOf } from "../../fakes/slack/index.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
afterEach(async () => {
  expect(stage.refused()).toBe("");
  await stage.close();
});

describe.each(["http", "socket"] as const)("over %s", (over) => {
  test("a slash command is acknowledged at once and answered in the channel", async () => {
    stage = await setStage({ over });
    const ada = stage.slack.person("ada");
    const search = ada.command("/papers", "search topological transformers");
    expect(await search.ack).toMatchObject({ status: 200 });
    const page = await search.answer;
    expect(page.onlyFor).toBeUndefined();
    expect(textOf(page)).toMatch(/paper/);
  });
});
