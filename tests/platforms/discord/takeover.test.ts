import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Store } from "#store";
import { type DiscordSettings, type FakeDiscord, startDiscord } from "../../fakes/discord/index.ts";
import { createShared, openShared, type Process, type Shared, startProcess } from "./processes.ts";
import { hostOf, said } from "./small-host.ts";

let discord: FakeDiscord;
let store: Store;
let shared: Shared;
let running: Process[];

async function open(settings: DiscordSettings = {}): Promise<void> {
  discord = await startDiscord({ rates: false, patience: 10_000, ...settings });
}

beforeEach(async () => {
  store = await openShared();
  shared = createShared(store);
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(({ platform }) => platform.stop()));
  await discord.close();
  await store.close();
});

async function start(host = hostOf({}), alone = false): Promise<Process> {
  const process = await startProcess(discord, alone ? undefined : shared, { host, store });
  running.push(process);
  return process;
}

const shards = () => discord.gateway.identifies.map(({ shard }) => shard.join("/"));
const person = () => {
  const guild = discord.guild();
  return discord.person({ guild, channel: guild.channel() });
};
const stands = (process: Process) =>
  vi.waitFor(() => expect(process.lines.join("\n")).toContain("I stand by"));

describe("of two processes", () => {
  beforeEach(() => open());

  test("one is on the gateway, and the other takes over when it stops", async () => {
    const first = await start();
    await first.started;
    const second = await start();
    await stands(second);
    expect(shards()).toEqual(["0/1"]);
    expect(second.lines.filter((line) => line.includes("stand by"))).toHaveLength(1);
    await first.platform.stop();
    await second.started;
    expect(shards()).toEqual(["0/1", "0/1"]);
    expect(discord.gateway.connected).toBe(1);
    const answer = await person().command("papers", "show").answered;
    expect(answer.components?.length).toBeGreaterThan(0);
  });

  test("one that loses the lock leaves the gateway at once, finishes its answers, and comes back when it may", async () => {
    const gate = Promise.withResolvers<ReturnType<typeof said>>();
    const first = await start(hostOf({ run: () => gate.promise }));
    await first.started;
    const asked = person().command("papers", "do", { it: "slowly" });
    await asked.first;
    const taking = shared.locks;
    vi.spyOn(taking, "hold").mockResolvedValue(undefined);
    shared.lose();
    await vi.waitFor(() => expect(discord.gateway.sockets).toBe(0));
    gate.resolve(said("done at last"));
    expect(JSON.stringify(await asked.answered)).toContain("done at last");
    vi.restoreAllMocks();
    await vi.waitFor(() => expect(discord.gateway.connected).toBe(1), 5_000);
    expect(shards()).toEqual(["0/1", "0/1"]);
  });

  test("an interaction that reaches both is carried out by one", async () => {
    let runs = 0;
    const host = hostOf({
      run: async () => {
        runs += 1;
        return said("once");
      },
    });
    // Without a lock both connect, as they do for a moment when a lock is lost unnoticed.
    const both = [await start(host, true), await start(host, true)];
    await Promise.all(both.map(({ started }) => started));
    expect(discord.gateway.connected).toBe(2);
    const ada = person();
    for (let asked = 1; asked <= 10; asked += 1) {
      const answer = await ada.command("papers", "do", { it: "x" }).answered;
      expect(JSON.stringify(answer)).toContain("once");
      expect(runs).toBe(asked);
    }
  });
});

describe("many shards", () => {
  test("are shared out in ranges, and those of a process that ends go to the others", async () => {
    await open({ shards: 20 });
    const first = await start();
    await first.started;
    const second = await start();
    await vi.waitFor(() => expect(shards()).toHaveLength(20), 10_000);
    expect(new Set(shards()).size).toBe(20);
    expect([...shared.held.keys()].sort()).toEqual([0, 1, 2].map((n) => `discord gateway ${n}`));
    await first.platform.stop();
    await vi.waitFor(() => expect(discord.gateway.connected).toBe(20), 10_000);
    await second.started;
    for (let n = 0; n < 4; n += 1)
      expect((await person().command("papers", "show").answered).id).toBeTruthy();
  });

  test("keep their number for as long as one process has some of them", async () => {
    await open({ shards: 12 });
    const other = await shared.locks.hold("discord gateway 1", () => {});
    const first = await start();
    await first.started;
    discord.recommend(4);
    await first.platform.stop();
    const second = await start();
    await second.started;
    expect(shards().slice(8).sort()).toEqual(shards().slice(0, 8).sort());
    await other?.release();
    await vi.waitFor(() => expect(discord.gateway.connected).toBe(12), 10_000);
    expect(new Set(shards()).size).toBe(12);
    await second.platform.stop();
    const third = await start();
    await third.started;
    expect(discord.gateway.connected).toBe(4);
  });
});
