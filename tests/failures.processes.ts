import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask } from "./platforms/preview/visitor.ts";
import { end, newFolder, portOf, type Running, remove, startBot } from "./running.ts";

let folder: string;
let running: Running | undefined;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  if (running) await end(running);
  running = undefined;
  remove(folder);
});

const isRoot = process.getuid?.() === 0;

/** Somebody without rights: this user, or where it is root, the one whom Debian calls nobody. */
const nobody = isRoot ? { uid: 65_534 } : {};

/** Runs one command of the bot to its end. */
async function run(args: readonly string[], env = {}, as: Parameters<typeof startBot>[3] = {}) {
  const { ended, said } = startBot(folder, args, env, as);
  return [await ended, said.out, said.err] as const;
}

/** A bot with its preview page, and a way to type there that answers all that came back. */
async function open() {
  const bot = startBot(folder, [], {});
  running = bot;
  const url = `http://127.0.0.1:${await portOf(bot)}`;
  const say = async (line: string) =>
    JSON.stringify((await ask(url, "say", { line: `/papers ${line}`, zone: "UTC" })).answer);
  const stop = async () => {
    bot.child.kill("SIGTERM");
    return await bot.ended;
  };
  return { say, stop, said: bot.said };
}

/** Whether somebody without rights can run this Node and read the bot. */
function canRunAs(): boolean {
  const how = { ...nobody, env: {} };
  const { status } = spawnSync(process.execPath, [join("src", "start.js"), "--manifest"], how);
  return status === 0;
}

describe("a data folder that may not be written", () => {
  test.skipIf(!canRunAs())("is one sentence with its cure", async () => {
    chmodSync(folder, 0o500);
    if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.uid);
    const sentence = `${join(folder, "paperboy.db")} cannot be made (EACCES): give this user the right to write there, or set DATA_DIR to another folder.\n`;
    for (const args of [[], ["saved"], ["--import", "x.jsonl"]])
      expect(await run(args, {}, nobody)).toEqual([1, "", sentence]);
  });

  test.skipIf(!canRunAs())("with a database is too, and mending it is enough", async () => {
    chmodSync(folder, 0o700);
    if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.uid);
    expect(await run(["save", "2402.02005"], {}, nobody)).toEqual([
      0,
      expect.stringContaining("Saved"),
      "",
    ]);
    const file = join(folder, "paperboy.db");
    chmodSync(file, 0o400);
    const [code, , why] = await run(["save", "2401.17603"], {}, nobody);
    expect([code, why]).toEqual([
      1,
      expect.stringMatching(/^.*paperboy\.db may not be written: .*\n$/),
    ]);
    expect(why).toContain("all that begins with this name");
    spawnSync("chmod", ["u+w", file, `${file}-wal`, `${file}-shm`]);
    expect(await run(["saved"], {}, nobody)).toEqual([0, expect.stringContaining("1 paper"), ""]);
  });
});

describe("a database that is damaged", () => {
  const file = () => join(folder, "paperboy.db");

  /** Writes noise over the pages from this one on, as a failing disk may. */
  function spoil(from: number): void {
    const handle = openSync(file(), "r+");
    const { size } = statSync(file());
    writeSync(handle, Buffer.alloc(size - from * 4096, 0xa5), 0, null, from * 4096);
  }

  test.each([
    ["at its head", 0, "is not a database: move it away"],
    ["behind it", 1, "is damaged: stop the bot and put a backup in its place (npm run restore"],
  ])("%s is one sentence with its cure", async (_, from, sentence) => {
    await run(["save", "2402.02005"]);
    spoil(from);
    for (const args of [[], ["saved"], ["--export", "console", "local"]])
      expect(await run(args)).toEqual([
        1,
        "",
        expect.stringMatching(new RegExp(`^${RegExp.escape(`${file()} ${sentence}`)}[^\n]*\n$`)),
      ]);
  });

  test("while a bot runs on it is told to nobody in its words, and to the log without a trace", async () => {
    const before = await open();
    expect(await before.say("save 2402.02005")).toContain("Saved");
    await before.stop();
    const { say, stop, said } = await open();
    spoil(2);
    expect(await say("saved")).toContain("went wrong on my side");
    expect(await say("search graph")).toContain("Graph Transformers");
    expect(await stop()).toBe(0);
    expect(said.err).toContain("is damaged: stop the bot and put a backup in its place");
    expect(said.err).not.toContain("\\n    at ");
  });
});

describe("a disk that is full", () => {
  /** Mounts a small disk on the folder; false where this user may not. */
  const mount = () =>
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", folder]).status === 0;
  const unmount = () => spawnSync("umount", [folder]);

  test("refuses what it can't keep in one sentence, and keeps all that it took", async (context) => {
    if (!mount()) return context.skip("this user may mount no disk");
    try {
      const { say, stop, said } = await open();
      expect(await say("save 2402.02005")).toContain("Saved");
      const filler = join(folder, "filler");
      expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow(/ENOSPC/);
      expect(await say("save 2401.17603")).toContain("went wrong on my side");
      expect(await say("saved")).toContain("1 paper");
      const [code, , why] = await run(["--backup", join(folder, "copy.db")]);
      expect([code, why]).toEqual([1, expect.stringContaining("on a disk with room")]);
      rmSync(filler);
      expect(await say("save 2406.06642")).toContain("Saved");
      expect(await say("saved")).toContain("2 papers");
      expect(await stop()).toBe(0);
      expect(said.err).toContain("is full: make room on it; nothing that was stored is lost");
      expect(said.err).not.toContain("\\n    at ");
      const [, kept] = await run(["--export", "preview", "local"]);
      expect(JSON.parse(kept).saves).toHaveLength(2);
    } finally {
      if (running) await end(running);
      unmount();
    }
  });
});

describe("a .env", () => {
  test.each([
    ["that is a folder", () => mkdirSync(join(folder, ".env")), {}],
    [
      "that this user may not read",
      () => writeFileSync(join(folder, ".env"), "A=1", { mode: 0 }),
      nobody,
    ],
  ])("%s does not pass for none", async (_, make, as) => {
    chmodSync(folder, 0o755);
    make();
    expect(await run(["help"], {}, { cwd: folder, ...as })).toEqual([
      1,
      "",
      ".env can't be read: make it a file that this user may read, or move it away.\n",
    ]);
  });

  test("with wrong values is told everything at once", async () => {
    writeFileSync(join(folder, ".env"), "LOG_LEVEL=loud\nDISCORD_TOKEN_FILE=/run/secrets/none\n");
    const [code, , why] = await run([], {}, { cwd: folder });
    expect([code, why.split("\n")]).toEqual([
      1,
      [
        "Paperboy can't start with these settings:",
        "  - DISCORD_TOKEN_FILE names /run/secrets/none, which can't be read: check the path and its permissions.",
        expect.stringContaining("  - LOG_LEVEL must be "),
        "",
      ],
    ]);
  });
});

test("a PostgreSQL that nobody answers for is waited for, and named with its cure", async () => {
  const [code, , said] = await run([], { DATABASE_URL: "postgres://a:secret@127.0.0.1:1/papers" });
  expect(code).toBe(1);
  expect(said.split("\n").slice(-2)).toEqual([
    "postgres://127.0.0.1:1/papers can't be reached (ECONNREFUSED): start the server, or correct DATABASE_URL.",
    "",
  ]);
  expect(said).not.toContain("secret");
}, 30_000);

test("an option that no command of the operator's knows is one sentence", async () => {
  expect(await run(["--restore", "--bogus"])).toEqual([
    1,
    "",
    "The backup could not be restored: Unknown option '--bogus'\n",
  ]);
});
