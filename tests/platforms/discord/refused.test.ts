import { expect, test } from "vitest";
import { type Answers, deliverRefused } from "./refused.ts";

// A seventh of what may be refused in ten minutes; `npm run chaos:refusals` has 5,000 channels, the bot's own
// limit, and any mix of answers.
const SMALL = { channels: 250, limit: 100, hours: 0.15 };

test.each<[string, Answers, number]>([
  ["may be written to no more", () => 403, 100],
  ["are limited for ever", () => 429, 100],
  ["share a token that is refused", () => 401, 1],
])("channels that %s cost few refusals in any ten minutes", async (_, answers, least) => {
  const { most } = await deliverRefused({ ...SMALL, answers });
  expect(most).toBeGreaterThanOrEqual(least);
  // What was on its way when the limit was met comes on top: 64 posts, and a notice.
  expect(most).toBeLessThan(least === 1 ? 2 : 170);
});

test("a bot that is started anew, again and again, remembers what it was refused", async () => {
  const answers = () => 403;
  const { most } = await deliverRefused({ ...SMALL, answers, restartEvery: 1 });
  expect(most).toBeGreaterThanOrEqual(100);
  expect(most).toBeLessThan(170);
});

test("workers that share an address share what may be refused", async () => {
  const { most } = await deliverRefused({
    ...SMALL,
    channels: 500,
    answers: () => 403,
    workers: 3,
  });
  expect(most).toBeGreaterThanOrEqual(100);
  expect(most).toBeLessThan(170);
});

test("a token that is refused costs one request for each start of the bot", async () => {
  const answers = () => 401;
  const hours = 0.4;
  const { refused } = await deliverRefused({ channels: 200, hours, answers, restartEvery: 5 });
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual((hours * 60) / 5 + 1);
});
