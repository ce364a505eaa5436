import { afterEach, expect, test } from "vitest";
import { createGate } from "#chat";
import { isPrivate, read, type Stage, seenOf, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

test("whoever asks too often is told alone, loses no form, and is answered when it is time", async () => {
  const clock = { now: Date.parse("2026-11-24T07:00:00Z") };
  const few = { person: { burst: 2, every: 10_000 }, tenant: { burst: 99, every: 1 } };
  const gate = createGate(() => clock.now, undefined, {
    ...{ command: few, settings: few, completion: few },
  });
  stage = await setStage({ clock, gate });
  const { ada, ben } = stage;
  for (let i = 0; i < 2; i += 1) await ben.command("papers", "help").answered;
  const refused = await ben.command("papers", "trending").followup();
  expect([isPrivate(refused), read(refused)]).toEqual([
    true,
    expect.stringContaining("give me 10 seconds, then ask again"),
  ]);
  // Settings are counted by themselves, and a form of theirs opens again with what was typed.
  await ada.command("papers", "subscribe", { zone: "Europe/Berlin" }).answered;
  const listed = await ada.command("papers", "subscriptions").answered;
  const filled = { time: "07:45", topics: "graph transformers" };
  const form = await ada.press(listed, "Edit").modal;
  const kept = await seenOf(ada.submit(form, filled));
  expect(read(kept)).toContain("a lot at once");
  clock.now += 10_000;
  const again = await ada.press(kept, "Change it").modal;
  expect(JSON.stringify(again.components)).toContain("graph transformers");
  clock.now += 10_000;
  expect(read(await seenOf(ada.submit(again, {})))).toContain("07:45");
});
