import { REST } from "discord.js";
import { createRefusals, createTickets } from "#chat";
import { type Delivering, deliverDue } from "#digest";
import { openStore } from "#store";
import { createPoster } from "../../../src/platforms/discord/post.ts";
import { createTeller } from "../../../src/platforms/discord/tell.ts";
import { aSubscription } from "../../store/contract/samples.ts";

const MINUTE = 60_000;
const LOG = { info: () => {}, warn: () => {}, error: () => {} };

/** What Discord answers to every request about a channel, by its number; 200 is a message. */
export type Answers = (channel: number, now: number) => number;

/**
 * Delivers the posts of so many channels, due at the same minute, for some hours of a clock on which every
 * request takes 20 ms, against a Discord that answers as it is told.
 */
export async function deliverRefused(options: {
  readonly channels: number;
  readonly hours: number;
  readonly answers: Answers;
  /** Refusals from which on the bot keeps still; its own number when not given. */
  readonly limit?: number;
  /** Every so many minutes the process starts anew, and forgets what it keeps in memory. */
  readonly restartEvery?: number;
  /** Processes that deliver at once, on one database and behind one address; one when not given. */
  readonly workers?: number;
}) {
  const store = await openStore({ file: ":memory:" });
  const start = Date.parse("2026-11-24T09:00:00Z");
  let now = start;
  const clock = () => now;
  for (let i = 0; i < options.channels; i += 1)
    await store.subscriptions.put(
      aSubscription({
        ...{ id: `s${i}`, channel: `${100_000 + i}`, tenant: `guild-${i >> 3}`, manner: {} },
        ...{ zone: "UTC", days: [1, 2, 3, 4, 5, 6, 7], nextRunAt: start, by: `${i >> 3}` },
      }),
    );
  const refused: number[] = [];
  const makeRequest: REST["options"]["makeRequest"] = async (url) => {
    now += 20;
    const channel = Number(/channels\/(\d+)/.exec(url)?.[1] ?? 100_000) - 100_000;
    const status = options.answers(channel, now);
    if ([401, 403, 429].includes(status)) refused.push(now);
    const body = JSON.stringify(bodyOf(status));
    const headers = { "content-type": "application/json", ...(status === 429 && RETRY) };
    return new Response(body, { status, headers });
  };
  const begin = (): Delivering => {
    const refusals = createRefusals(clock, {
      ...(options.limit !== undefined && { most: options.limit }),
      kept: {
        record: (at) => store.logins.record("refusals", at),
        since: (at) => store.logins.since("refusals", at),
      },
    });
    const rest = new REST({
      ...{ version: "10", retries: 0, rejectOnRateLimit: () => true },
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      async makeRequest(url, init) {
        const response = await makeRequest(url, init);
        refusals.seen(response.status);
        return response;
      },
    });
    const tickets = createTickets(store.tickets, clock);
    const posting = { rest, token: "t", tickets, refusals, log: LOG, now: clock };
    const platform = { post: createPoster(posting), tell: createTeller(posting) };
    return {
      ...{ store, now: clock, log: LOG, paused: new Map() },
      platforms: new Map([["discord", platform]]),
      compose: async () => ({
        ...{ kind: "post", papers: [] },
        reply: { summary: "Papers", blocks: [{ kind: "text", text: "Papers" }] },
      }),
    };
  };
  const beginAll = () => Array.from({ length: options.workers ?? 1 }, begin);
  let workers = beginAll();
  let begun = now;
  while (now < start + options.hours * 60 * MINUTE) {
    const nexts = await Promise.all(workers.map((by) => deliverDue(by, () => false)));
    const next = Math.min(...nexts.map((at) => at ?? Infinity));
    now = Math.max(now + 1_000, Math.min(next, now + MINUTE));
    if (options.restartEvery === undefined || now - begun < options.restartEvery * MINUTE) continue;
    workers = beginAll();
    begun = now;
  }
  const { deliveries } = await store.info();
  await store.close();
  return { refused, deliveries, most: mostIn(refused, 10 * MINUTE) };
}

const RETRY = { "retry-after": "1" };

function bodyOf(status: number): object {
  if (status === 200) return { id: "1", roles: [], owner_id: "1" };
  return status === 403
    ? { code: 50013, message: "Missing Permissions" }
    : { code: 0, message: "" };
}

/** Most of these times that lie within one window, sorted as they are. */
function mostIn(times: readonly number[], window: number): number {
  let [most, from] = [0, 0];
  for (const [i, time] of times.entries()) {
    while (time - (times[from] ?? 0) >= window) from += 1;
    most = Math.max(most, i - from + 1);
  }
  return most;
}
