import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Store } from "#store";
import { after, type Change, nameOf, type Setting, stored } from "./settings.ts";

/** A store that is written while its processes are killed. */
export type Ground = {
  /** As the writer is told it. */
  readonly place: string;
  readonly open: () => Promise<Store>;
  /** Answers what is wrong with the database, if anything. */
  readonly check: () => Promise<string | undefined>;
  /** Kills the database's own server and starts it again, where there is one. */
  readonly killServer?: () => Promise<void>;
};

/** What was found; a proof holds when `lost` and `damaged` are empty. */
export type Found = {
  readonly kills: number;
  readonly serverKills: number;
  readonly acknowledged: number;
  /** Changes that were on their way when the connection broke, so that they may be stored or not. */
  readonly uncertain: number;
  readonly lost: readonly string[];
  readonly damaged: readonly string[];
  /** The longest time that opening the store took after a kill, in ms. */
  readonly slowestOpen: number;
};

/** Kills of which one, in place of the writer's, is the server's. */
const SERVER_EVERY = 7;

/** Longest life of a writer after its first word, in ms. */
const LIFE_MS = 60;

/**
 * Kills a writer (SIGKILL) as often as told, each time at a random moment, and looks each time whether
 * every change that it was told is done is there. A change that nobody was told of may be there or not.
 */
export async function proveCrashes(kills: number, ground: Ground): Promise<Found> {
  const book = createBook();
  const cache = mkdtempSync(join(tmpdir(), "paperboy-compiled-"));
  const damaged: string[] = [];
  let serverKills = 0;
  let slowestOpen = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const writer = start(ground.place, cache, book);
    // Now and then before it has written anything, when it opens the store or makes its tables.
    if (kill % 4 === 1) await sleep(Math.random() * 400);
    else await writer.acknowledgement();
    if (ground.killServer && kill % SERVER_EVERY === 0) {
      await ground.killServer();
      serverKills += 1;
      await writer.acknowledgement();
    }
    await sleep(Math.random() * LIFE_MS);
    await writer.kill();
    book.closeOpen();
    const begun = performance.now();
    const store = await ground.open();
    slowestOpen = Math.max(slowestOpen, performance.now() - begun);
    book.compare(await stored(store), kill);
    await store.close();
    const fault = await ground.check();
    if (fault !== undefined) damaged.push(`after kill ${kill}: ${fault}`);
  }
  rmSync(cache, { recursive: true });
  return { kills, serverKills, damaged, slowestOpen, ...book.found() };
}

/** One line of a writer. */
type Line = { readonly n: number; readonly change?: Change; readonly done?: boolean };

/** Keeps what each setting may be by all that was acknowledged. */
function createBook() {
  const possible = new Map<string, Set<Setting>>();
  const open = new Map<number, Change>();
  const lost: string[] = [];
  let acknowledged = 0;
  let uncertain = 0;
  const settle = (change: Change, done: boolean) => {
    const before = possible.get(nameOf(change)) ?? new Set([undefined]);
    const changed = [...before].map((setting) => after(setting, change));
    possible.set(nameOf(change), new Set(done ? changed : [...before, ...changed]));
    if (done) acknowledged += 1;
    else uncertain += 1;
  };
  return {
    read({ n, change, done }: Line) {
      if (change) open.set(n, change);
      const settled = open.get(n);
      if (done === undefined || !settled) return;
      open.delete(n);
      settle(settled, done);
    },
    /** Of what was on its way nobody was told. */
    closeOpen() {
      for (const change of open.values()) settle(change, false);
      open.clear();
    },
    compare(found: ReadonlyMap<string, string>, kill: number) {
      for (const [name, settings] of possible) {
        const setting = found.get(name);
        if (!settings.has(setting))
          lost.push(`after kill ${kill}: ${name} is ${setting}, not ${[...settings].join(" or ")}`);
        possible.set(name, new Set([setting]));
      }
    },
    acknowledged: () => acknowledged,
    found: () => ({ acknowledged, uncertain, lost }),
  };
}

/** What was compiled by one writer is kept for the next in the folder `cache`, which halves their start. */
function start(place: string, cache: string, book: ReturnType<typeof createBook>) {
  const script = fileURLToPath(new URL("./writer.ts", import.meta.url));
  const child = spawn(process.execPath, [script, place], {
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  createInterface({ input: child.stdout }).on("line", (line) => {
    // A line that the kill cut short was told to nobody.
    if (line.endsWith("}")) book.read(JSON.parse(line) as Line);
  });
  return {
    /** Resolves when the writer was told of one more change that is done. */
    async acknowledgement() {
      const before = book.acknowledged();
      while (book.acknowledged() === before) {
        if (child.exitCode !== null) throw new Error("The writer ended by itself.");
        await sleep(1);
      }
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
