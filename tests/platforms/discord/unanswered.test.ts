import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { hostOf, said } from "./small-host.ts";
import { isPrivate, read, type Setting, type Stage, seenOf, setStage } from "./stage.ts";

let stage: Stage;
const set = async (setting: Setting = {}) => {
  stage = await setStage(setting);
  return stage;
};
/** Codes that a test provokes on purpose. */
let provoked: number[] = [];
afterEach(async () => {
  await stage.close();
  expect(stage.discord.refusals.filter(({ code }) => !provoked.includes(code))).toEqual([]);
  provoked = [];
});

const PAPER = { paper: "2402.02005" };
/** Too long for its buttons, so that they are parked in the store. */
const LONG = { query: "graph transformers with positional encodings ".repeat(4) };
const ORIGINAL = "PATCH /webhooks/*/*/messages/@original";
const CALLBACK = "POST /interactions/*/*/callback";

describe("nothing stays unanswered", () => {
  test("when a command throws, a reference is told and nothing of the reason", async () => {
    const { ben } = await set({
      host: hostOf({
        run: () => {
          throw new Error("the secret reason");
        },
      }),
    });
    const told = read(await seenOf(ben.command("papers", "do", { it: "x" })));
    expect(told).toMatch(/Sorry.*reference [0-9a-f]{8}/s);
    expect(told).not.toContain("secret");
  });

  test("when a command hangs, its asker is told in the end", async () => {
    const { ben } = await set({ host: hostOf({ run: () => new Promise(() => {}), patience: 50 }) });
    const asked = ben.command("papers", "do", { it: "x" });
    expect((await asked.first).kind).toBe("deferred");
    expect(read(await seenOf(asked))).toContain("Sorry");
  });

  test("when Discord loses its own reply to the acknowledgement", async () => {
    const { ben, discord } = await set();
    provoked = [40060];
    discord.faults.next("POST /interactions/*/*/callback", { status: 500, accepted: true });
    const asked = ben.command("papers", "show", { paper: "2402.02005" });
    expect(read(await asked.answered)).toContain("Graph Transformer");
  });

  test("when Discord can't read the drawing, its words are sent", async () => {
    const { ben, discord } = await set();
    discord.faults.next("PATCH /webhooks/*/*/messages/@original", {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    const asked = ben.command("papers", "show", { paper: "2402.02005" });
    expect(read(await seenOf(asked))).toContain("Graph Transformer");
  });

  test.each(["before", "after"] as const)(
    "when the connection is cut %s Discord hears the acknowledgement",
    async (reset) => {
      const { ben, discord } = await set();
      provoked = [40060];
      discord.faults.next(CALLBACK, { reset });
      expect(read(await ben.command("papers", "show", PAPER).answered)).toContain("Graph Transf");
    },
  );

  test("when the acknowledgement hangs, it is sent again while there is time", async () => {
    const { ben, discord } = await set();
    discord.faults.next(CALLBACK, { hang: "before" });
    expect(read(await ben.command("papers", "show", PAPER).answered)).toContain("Graph Transf");
  });

  test("when Discord is down for seconds while the answer is shown", async () => {
    const { ben, discord, waits } = await set();
    discord.faults.next(ORIGINAL, { status: 503 }, 9);
    discord.faults.next(ORIGINAL, { html: 502 }, 1);
    expect(read(await ben.command("papers", "show", PAPER).answered)).toContain("Graph Transf");
    expect(waits).toEqual([1_000, 5_000]);
  });

  test("when Discord is down for seconds while a refusal is told", async () => {
    const { ben, discord, ada } = await set();
    discord.faults.next("DELETE /webhooks/*/*/messages/@original", { status: 503, accepted: true });
    discord.faults.next("POST /webhooks/*/*", { status: 503 }, 5);
    provoked = [10008];
    const asked = ben.command("papers", "show", { paper: "no such paper at all" });
    expect(read(await asked.followup())).toContain("I know no paper");
    expect(ada.seen()).toEqual([]);
  });

  test("when the store can't be written, an answer is told in words", async () => {
    const { ben, store } = await set();
    vi.spyOn(store.tickets, "park").mockRejectedValue(new Error("disk full"));
    expect(read(await seenOf(ben.command("papers", "search", LONG)))).toContain("papers");
  });

  test("when the store can't be read, a press gets a reference and nothing of the reason", async () => {
    const { ben, store } = await set();
    const page = await ben.command("papers", "search", LONG).answered;
    vi.spyOn(store.tickets, "find").mockRejectedValue(new Error("disk broken"));
    const told = await ben.press(page, "Next page").answered;
    expect(read(told)).toMatch(/Sorry.*reference [0-9a-f]{8}/s);
    expect(isPrivate(told)).toBe(true);
    expect(stage.lines.at(-1)).toMatchObject({ level: "error", message: "An interaction broke" });
  });

  test("when Discord refuses a form", async () => {
    const { ada, discord } = await set();
    const asked = await ada.command("papers", "subscribe").answered;
    discord.faults.next(CALLBACK, { status: 400, body: { code: 50035, message: "Invalid" } });
    const told = await ada.press(asked, "Choose time and zone").answered;
    expect(read(told)).toContain("Sorry");
  });

  test("but where its message was deleted meanwhile, nothing comes after it", async () => {
    const { ben, discord, platform } = await set();
    discord.faults.next(ORIGINAL, { status: 404, body: { code: 10008, message: "Unknown" } });
    const asked = ben.command("papers", "show", PAPER);
    await discord.until(() => (discord.faults.pending === 0 ? true : undefined), "the answer");
    await platform.stop();
    expect(asked.followups).toEqual([]);
  });

  test("but what came too late is only written down", async () => {
    const { ben, discord, platform } = await set();
    discord.faults.next(CALLBACK, { status: 404, body: { code: 10062, message: "Unknown" } }, 2);
    ben.command("papers", "show", PAPER);
    ben.autocomplete("papers", "show", { paper: "topol" });
    await discord.until(() => (discord.faults.pending === 0 ? true : undefined), "two answers");
    // A stop waits for what is being answered.
    await platform.stop();
    expect(
      stage.lines.filter(({ level }) => level !== "info").map(({ message }) => message),
    ).toEqual(["An interaction was over before it was heard"]);
  });
});

test("a stop lets what is being answered end, and takes nothing new", async () => {
  const gate = Promise.withResolvers<void>();
  const { ben, platform, discord } = await set({
    host: hostOf({
      run: async () => {
        await gate.promise;
        return said("done at last");
      },
    }),
  });
  const asked = ben.command("papers", "do", { it: "x" });
  await asked.first;
  const stopped = platform.stop();
  gate.resolve();
  await stopped;
  expect(read(await asked.answered)).toContain("done at last");
  expect(discord.gateway.sockets).toBe(0);
});

test("what failed is written down without the token of its answer, and without what it said", async () => {
  const { ben, discord, lines } = await set();
  const unread = { status: 400, body: { code: 50035, message: "Invalid Form Body" } };
  discord.faults.next(ORIGINAL, unread);
  const asked = ben.command("papers", "show", PAPER);
  await seenOf(asked);
  const { fields } = lines.find(({ level }) => level === "error") ?? {};
  const told = inspect(fields, { depth: 9, showHidden: true });
  expect(told).toContain("50035");
  expect(told).toContain("/messages/%40original");
  expect(told).not.toContain(asked.token);
  expect(told).not.toContain("Graph Transformer");
});

test("who asks while the bot is being stopped is told to wait", async () => {
  const gate = Promise.withResolvers<void>();
  const { ben, platform } = await set({
    host: hostOf({
      run: async () => {
        await gate.promise;
        return said("done at last");
      },
    }),
  });
  await ben.command("papers", "do", { it: "x" }).first;
  const stopped = platform.stop();
  const told = await ben.command("papers", "do", { it: "y" }).answered;
  expect(read(told)).toContain("I am being restarted");
  expect(isPrivate(told)).toBe(true);
  gate.resolve();
  await stopped;
});
