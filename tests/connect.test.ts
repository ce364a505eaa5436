import { describe, expect, test } from "vitest";
import { type Health, type Platform, PlatformError } from "#chat";
import { startAll } from "../src/connect.ts";
import { hostWith } from "./chat/desk.ts";

const OVER: Health = { ready: false, why: "Its token is refused.", over: true };

/** A platform whose health a test sets, and that starts as it is told. */
function platformOf(name: string, starts: () => Promise<void> = async () => {}) {
  let health: Health = { ready: true };
  const platform: Platform = {
    name,
    start: starts,
    health: () => health,
    post: async () => ({}),
    tell: async () => {},
    stop: async () => {},
  };
  return {
    platform,
    is: (how: Health) => {
      health = how;
    },
  };
}

function stage(...platforms: readonly Platform[]) {
  const lines: string[] = [];
  const write = (_: object, message: string) => void lines.push(message);
  const looks: (() => void)[] = [];
  const look = () => new Promise<void>((resolve) => looks.push(resolve));
  const log = { info: write, warn: write, error: write };
  let code: number | undefined;
  void startAll(platforms, hostWith().host, log, look).then((ended) => {
    code = ended;
  });
  return {
    lines,
    code: () => code,
    /** Lets time pass until it is looked at the platforms again. */
    async look() {
      await settled();
      for (const one of looks.splice(0)) one();
      await settled();
    },
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const refused = () => Promise.reject(new PlatformError("Its token is refused."));

describe("a bot on several platforms", () => {
  test("goes on as long as one of them can", async () => {
    const [discord, slack] = [platformOf("discord"), platformOf("slack")];
    const { look, code, lines } = stage(discord.platform, slack.platform);
    await look();
    discord.is(OVER);
    await look();
    expect(code()).toBeUndefined();
    slack.is({ ready: false, why: "It is away for a moment." });
    await look();
    expect(code()).toBeUndefined();
    slack.is(OVER);
    await look();
    expect(code()).toBe(1);
    expect(lines).toEqual(["No platform is left to talk to people on: I end here"]);
  });

  test("does without one that was refused at the start, and ends with the other", async () => {
    const slack = platformOf("slack");
    const { look, code, lines } = stage(platformOf("discord", refused).platform, slack.platform);
    await look();
    expect([code(), lines]).toEqual([undefined, ["Its token is refused."]]);
    slack.is(OVER);
    await look();
    expect(code()).toBe(1);
  });

  test("ends at once when all are refused", async () => {
    const { code, lines } = stage(platformOf("discord", refused).platform);
    await settled();
    expect([code(), lines]).toEqual([1, ["Its token is refused."]]);
  });
});

test("a bot with no platform has none to lose", async () => {
  const { look, code } = stage();
  await look();
  expect(code()).toBeUndefined();
});
