import { expect, test } from "vitest";
import { text } from "#chat";
import { type DeliveryView, deliveryInWords } from "../../src/cards/delivery.ts";

const MINUTE = 60_000;

test.each<[string, Partial<DeliveryView>, string]>([
  ["sent", { state: "sent", papers: 1 }, "24 Nov sent, 1 paper"],
  ["sent a minute late", { state: "sent", late: MINUTE }, "24 Nov sent, 3 papers"],
  ["sent late", { state: "sent", late: 47 * MINUTE }, "24 Nov sent 47 min late, 3 papers"],
  ["sent hours late", { state: "sent", late: 170 * MINUTE }, "24 Nov sent 3 h late, 3 papers"],
  ["skipped", { state: "skipped", reason: "nothing new" }, "24 Nov left out (nothing new)"],
  ["failed", { state: "failed", reason: "too long" }, "24 Nov not sent (too long)"],
  ["unknown", { state: "unknown", reason: "no look" }, "24 Nov may not have arrived (no look)"],
  ["due for the first time", { state: "due", again: "09:00" }, "24 Nov on its way"],
  [
    "due again",
    { state: "due", reason: "Slack is down", again: "Tue 24 Nov, 09:05" },
    "24 Nov not out yet (Slack is down): tried again Tue 24 Nov, 09:05",
  ],
  ["being sent", { state: "leased", reason: "503" }, "24 Nov on its way"],
])("a post that is %s is told in words", (_, view, words) => {
  const said = deliveryInWords({ day: "2026-11-24", state: "sent", papers: 3, ...view });
  expect(text(said)).toBe(words);
});
