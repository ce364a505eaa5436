import { afterEach, describe, expect, test } from "vitest";
import { type PaperSource, SourceError } from "#papers";
import { heldClock } from "../fakes/http/clock.ts";
import type { Fault } from "../fakes/http/fault.ts";
import type { FakeServer } from "../fakes/http/server.ts";

/** How a source over the network is set up for a test. */
export type Stage = {
  /** Starts its fake with papers in it. */
  readonly start: (now: () => number) => Promise<FakeServer>;
  readonly create: (
    server: FakeServer,
    asking: {
      readonly agent: string;
      readonly clock: ReturnType<typeof heldClock>;
      readonly signal?: AbortSignal;
      readonly limits?: { readonly ms?: number; readonly bytes?: number; readonly tries?: number };
    },
  ) => PaperSource;
  /** Least time between two requests, in ms. */
  readonly pause: number;
};

const AGENT = "Paperboy/1.2 (+https://lab.example/bot)";

/** How every source over the network behaves towards its host, and when its host or the network does not. */
export function onlineSourceContract(name: string, stage: Stage): void {
  describe(`the source ${name}, over the network`, () => {
    const servers: FakeServer[] = [];
    afterEach(async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    });
    const open = async (limits: { ms?: number; bytes?: number; tries?: number } = {}) => {
      const clock = heldClock();
      const server = await stage.start(clock.now);
      servers.push(server);
      const stop = new AbortController();
      const asking = { agent: AGENT, clock, signal: stop.signal, limits };
      const source = stage.create(server, asking);
      const keys = async () =>
        [...new Set((await Array.fromAsync(source.papers())).map(({ key }) => key))].sort();
      const fault = async (): Promise<SourceError> => {
        const error = await keys().then(
          () => "no error",
          (error: unknown) => error,
        );
        if (error instanceof SourceError) return error;
        throw new Error(`No SourceError but ${String(error)}`, { cause: error });
      };
      return { clock, server, stop, source, keys, fault };
    };

    test("asks one thing at a time, with a pause between, and says who asks", async () => {
      const { server, keys, source } = await open();
      await Promise.all([
        keys(),
        keys(),
        source.byId && Array.fromAsync(source.byId(["1501.00001"])),
      ]);
      const { requests } = server;
      expect(requests.length).toBeGreaterThan(2);
      expect(Math.max(...requests.map(({ underWay }) => underWay))).toBe(1);
      const pauses = requests.slice(1).map(({ at }, n) => at - (requests[n]?.at ?? 0));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(stage.pause);
      expect(new Set(requests.map(({ headers }) => headers["user-agent"]))).toEqual(
        new Set([AGENT]),
      );
    });

    test("asks whether a list has changed instead of for the list", async () => {
      const { server, keys } = await open();
      const first = await keys();
      const [{ path } = { path: "" }] = server.requests;
      expect(await keys()).toEqual(first);
      const again = server.requests.filter((one) => one.path === path);
      expect(again.map(({ headers }) => headers["if-none-match"])).toEqual([
        undefined,
        expect.stringMatching(/^"\w+"$/),
      ]);
    });

    test.each<[string, Fault]>([
      ["a web page", { html: true }],
      ["an end in the middle", { cut: true }],
      ["half of a packed answer", { gzipCut: true }],
      ["an end before anything", { reset: true }],
      ["trouble on their side", { status: 503, type: "text/html", body: "<h1>oops</h1>" }],
      ["nothing at all", { status: 200, body: "" }],
      ["another type", { status: 200, type: "image/png", body: "PNG" }],
    ])("%s is tried again, and nothing of it is believed or kept", async (_, fault) => {
      const { server, clock, keys, fault: failed } = await open();
      const expected = await (await open()).keys();
      server.fail(fault);
      expect(await keys()).toEqual(expected);
      server.break(fault);
      const before = [server.requests.length, clock.now()] as const;
      expect(["down", "lying"]).toContain((await failed()).fault);
      expect(server.requests.length - before[0]).toBe(3);
      expect(clock.now() - before[1]).toBeGreaterThanOrEqual(3000);
      server.break(undefined);
      expect(await keys()).toEqual(expected);
    });

    test.each<[string, Fault, RegExp]>([
      ["a web page", { html: true }, /a web page/],
      ["too much", { huge: 3_000_000 }, /more than is ever read/],
      ["too much in a small packet", { bomb: 3_000_000 }, /more than is ever read/],
      ["a way elsewhere", { redirect: "http://169.254.169.254/latest" }, /sent us on to 169\.254/],
      ["silence", { hang: true }, /took too long/],
      ["slowness", { slow: 5000 }, /took too long/],
      ["a closed door", { status: 403 }, /refused to answer \(403\)/],
    ])("%s is told in a sentence", async (_, fault, words) => {
      // Little patience only where patience is what is tried: a busy machine may take long for the others.
      const ms = "hang" in fault || "slow" in fault ? 300 : 10_000;
      const { server, fault: failed } = await open({ ms, bytes: 1_000_000, tries: 1 });
      server.break(fault);
      expect((await failed()).message).toMatch(words);
    });

    test("after a refusal it waits as long as it was told, and tells until when", async () => {
      const { server, clock, fault, keys } = await open();
      server.fail({ status: 429, headers: { "retry-after": "600" } });
      const until = clock.now() + 600_000;
      expect(await fault()).toMatchObject({ fault: "busy", retryAt: until });
      expect(await fault()).toMatchObject({ fault: "busy", retryAt: until });
      expect(server.requests).toHaveLength(1);
      clock.pass(600_000);
      expect(await keys()).not.toEqual([]);
    });

    test("a short wait that was asked for is waited", async () => {
      const { server, clock, keys } = await open();
      server.fail({ status: 503, headers: { "retry-after": "20" } });
      const from = clock.now();
      expect(await keys()).not.toEqual([]);
      expect((server.requests[1]?.at ?? 0) - from).toBeGreaterThanOrEqual(20_000);
    });

    test("what is under way ends when it is told to stop", async () => {
      const { server, stop, keys } = await open();
      server.break({ hang: true });
      const asking = keys();
      const outcome = expect(asking).rejects.toThrow(/abort/i);
      while (server.requests.length === 0) await new Promise(setImmediate);
      stop.abort();
      await outcome;
      expect(server.requests).toHaveLength(1);
    });
  });
}
