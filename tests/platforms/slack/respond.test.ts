import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { createLogger } from "../../../src/platforms/slack/logger.ts";
import { respond } from "../../../src/platforms/slack/respond.ts";
import { openPort } from "../../../src/web/index.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };

test("an answer is never taken elsewhere by a redirect", async () => {
  let taken = 0;
  const there: RequestListener = (_, response) =>
    void response.writeHead(307, { location: "/elsewhere" }).end();
  const elsewhere: RequestListener = (_, response) => {
    taken += 1;
    response.end("ok");
  };
  const routes = new Map([
    ["/there", there],
    ["/elsewhere", elsewhere],
  ]);
  const port = await openPort({ host: "127.0.0.1", port: 0, routes, log });
  await expect(respond(`http://127.0.0.1:${port.port}/there`, { text: "Hi" })).rejects.toThrow();
  expect(taken).toBe(0);
  await port.close();
});

test("what Bolt says to the log holds no token of Slack's", () => {
  const lines: unknown[] = [];
  const keep = (fields: object, message: string) => void lines.push([fields, message]);
  const logger = createLogger({ info: keep, warn: keep, error: keep });
  logger.warn("sent", "xoxb-1-2-abc", "and xoxe.xoxb-1-abc-DEF", "and xapp-1-A1-b");
  logger.error(new Error("refused xoxe-1-refresh"), { token: "xoxb-hidden" });
  logger.debug("xoxb-debugging");
  expect(JSON.stringify(lines)).not.toMatch(/xox|xapp/);
  expect(lines).toHaveLength(2);
});
