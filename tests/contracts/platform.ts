import { describe, expect, test } from "vitest";
import {
  type Call,
  createHost,
  type Host,
  type Place,
  type Platform,
  type Reply,
  type Values,
} from "#chat";
import { contractCommands } from "./platform-commands.ts";

/** A person on the other side of a platform, as its own test knows how to play one. The platform is started. */
export type Driver = {
  readonly platform: Platform;
  /** Where this person talks, and their id there: every call must carry both. */
  readonly at: Place;
  readonly by: string;
  /** Sends a command as a person would, by its words or by its typed options; resolves to what they then read. */
  say(command: string, input: Values): Promise<string>;
  /** Presses the button of this label in the newest message that has one. */
  press(label: string): Promise<string>;
  /** Presses a button that opens a form, fills these fields in, leaves the others as they are, and sends it. */
  fill(label: string, values: Values): Promise<string>;
  /** What is offered while this person types an option. */
  suggest(command: string, option: string, typed: string): Promise<readonly string[]>;
  /** Everything that can be read in the place so far. */
  shown(): string;
  /** What foreign text did beyond being read: formatting, pings, links, control of the screen. */
  misdeeds(): readonly string[];
  /** What a stopped platform still holds: listeners, sockets, timers. */
  leftOpen(): readonly string[];
  /** The same place after a restart: a new platform that starts with the messages of the old one. */
  anew?(host: Host): Promise<Driver>;
};

/** Parts of the contract that a platform can't keep, each with its reason, which is printed. */
export type Without = Readonly<Partial<Record<"restart" | "forms" | "suggestions", string>>>;

/** The suite that every platform passes. `make` starts one over the host and resolves to its driver. */
export function platformContract(
  name: string,
  make: (host: Host) => Promise<Driver>,
  without: Without = {},
): void {
  const play = (title: string, scene: (stage: Stage) => Promise<void>, reason?: string) =>
    test.skipIf(reason)(reason ? `${title} (skipped: ${reason})` : title, async () => {
      const stage = await setStage(make);
      try {
        await scene(stage);
      } finally {
        await stage.driver.platform.stop();
      }
    });
  describe(`${name} keeps the contract of a platform`, () => {
    talks(play);
    presses(play, without);
    posts(play);
    stops(play);
  });
}

type Stage = { readonly driver: Driver; readonly host: Host; readonly calls: readonly Call[] };
type Play = (title: string, scene: (stage: Stage) => Promise<void>, reason?: string) => void;

function talks(play: Play): void {
  play("a call arrives with its command, input, person and place", async ({ driver, calls }) => {
    const seen = await driver.say("echo", { text: "hello there", times: 3, loud: true });
    expect(seen).toContain("hello there");
    expect(calls).toMatchObject([
      {
        command: "echo",
        input: { text: "hello there", times: 3, loud: true },
        at: driver.at,
        by: { id: driver.by },
      },
    ]);
  });

  play("text arrives as it was sent, whatever it looks like", async ({ driver, calls }) => {
    const text = 'times:3 "quoted" <@U1> *bold* https://a.example/?q=1&r=2 \\ end';
    await driver.say("echo", { text });
    expect(calls[0]?.input).toEqual({ text });
  });

  play("a refusal is read aloud", async ({ driver }) => {
    expect(await driver.say("refuse", {})).toContain("Ask me something else.");
  });

  play(
    "a failure is an apology with a reference, and its reason stays inside",
    async ({ driver }) => {
      expect(await driver.say("fail", {})).toMatch(/Sorry.*reference\s+[0-9a-f]{8}/s);
      expect(driver.shown()).not.toContain("the secret reason");
    },
  );

  play("foreign text stays what it is", async ({ driver }) => {
    const seen = await driver.say("hostile", {});
    expect(seen).toContain("The end of it.");
    expect(driver.misdeeds()).toEqual([]);
  });
}

function presses(play: Play, without: Without): void {
  play("a button makes the very call that it carries", async ({ driver, calls }) => {
    await driver.say("page", {});
    expect(await driver.press("Again")).toContain("again & again");
    expect(calls.at(-1)).toMatchObject({
      command: "echo",
      input: { text: "again & again", times: 2, loud: false },
      at: driver.at,
      by: { id: driver.by },
    });
  });

  play("a button in a card works as one in a row", async ({ driver, calls }) => {
    await driver.say("page", {});
    await driver.press("Second");
    expect(calls.at(-1)?.input).toEqual({ text: "from the second card" });
  });

  play(
    "a button still works after a restart",
    async ({ driver, host, calls }) => {
      await driver.say("page", {});
      await driver.platform.stop();
      const later = await driver.anew?.(host);
      await later?.press("Again");
      expect(calls.at(-1)?.input).toEqual({ text: "again & again", times: 2, loud: false });
      await later?.platform.stop();
    },
    without.restart,
  );

  play(
    "a form starts from what the button holds and adds what is filled in",
    async ({ driver, calls }) => {
      await driver.say("page", {});
      await driver.fill("Edit", { mode: "slow" });
      expect(calls.at(-1)).toMatchObject({
        command: "echo",
        input: { text: "old", times: 7, mode: "slow" },
        by: { id: driver.by },
      });
    },
    without.forms,
  );

  play(
    "an option is completed while it is typed",
    async ({ driver }) => {
      expect(await driver.suggest("echo", "text", "topo")).toEqual(["topological"]);
    },
    without.suggestions,
  );
}

function posts(play: Play): void {
  const post = (text: string): Reply => ({
    summary: `Summary of ${text}`,
    blocks: [{ kind: "text", text }],
  });

  play("a post can be read in its place", async ({ driver }) => {
    await driver.platform.post(driver.at, post("The daily post"), "key-1");
    expect(driver.shown()).toContain("The daily post");
  });

  play("the same key twice is one post, another key another", async ({ driver }) => {
    await driver.platform.post(driver.at, post("Only once"), "key-1");
    await driver.platform.post(driver.at, post("Only once"), "key-1");
    await driver.platform.post(driver.at, post("Another"), "key-2");
    expect(driver.shown().split("Only once")).toHaveLength(2);
    expect(driver.shown()).toContain("Another");
  });

  play(
    "another try after one that may have gone out makes no second post, or says that nobody can tell",
    async ({ driver, host }) => {
      const earlier = { since: Date.now(), sure: true };
      const again = ({ platform, at }: Driver) =>
        platform
          .post(at, post("Only once"), "key-1", {}, { earlier, parts: [], keep: async () => {} })
          .catch((error: unknown) => expect(error).toMatchObject({ fault: "unknown" }));
      await driver.platform.post(driver.at, post("Only once"), "key-1");
      await again(driver);
      await driver.platform.stop();
      const later = (await driver.anew?.(host)) ?? driver;
      if (driver.anew) await again(later);
      expect(later.shown().split("Only once")).toHaveLength(2);
      await later.platform.stop();
    },
  );
}

function stops(play: Play): void {
  play("it says that it is well, and after its end that it is not", async ({ driver }) => {
    expect(driver.platform.health()).toEqual({ ready: true });
    await driver.platform.stop();
    expect(driver.platform.health()).toEqual({
      ready: false,
      why: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  play("stopping twice is as good as once, and nothing stays open", async ({ driver }) => {
    await driver.say("echo", { text: "hello" });
    await driver.platform.stop();
    await driver.platform.stop();
    expect(driver.leftOpen()).toEqual([]);
  });
}

async function setStage(make: (host: Host) => Promise<Driver>): Promise<Stage> {
  const calls: Call[] = [];
  const host = createHost({ commands: contractCommands(calls), tools: {}, onFailure: () => {} });
  return { driver: await make(host), host, calls };
}
