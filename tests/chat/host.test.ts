import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Values } from "#chat";
import { broken, call, hostWith, said, settled } from "./desk.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a call", () => {
  test("reaches its command with checked input, the tools and the caller", async () => {
    const { host } = hostWith();
    expect(await host.answer(call("greet", { name: " Ada " }))).toEqual(said("Hello Ada from U1"));
    expect(await host.answer(call("count", { to: "3", step: 2 }))).toEqual(
      said('[3,2,{"to":3,"step":2}]'),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["gret", {}, "There is no command “gret”. Did you mean greet?"],
    ["bananas", {}, "There is no command “bananas”: try help."],
    ["__proto__", {}, "There is no command “__proto__”: try help."],
    ["toString", {}, "There is no command “toString”: try help."],
    ["greet", { nam: "x" }, "greet has no option “nam”. Did you mean name?"],
    ["count", {}, "count needs a to: how far."],
    ["count", { to: "far" }, "to must be a whole number, 0 or more."],
    ["refuses", {}, "Not today: try tomorrow."],
  ])("of %s with %j is refused in words, and is no failure", async (name, input: Values, words) => {
    const { host, failures } = hostWith();
    const reply = await host.answer(call(name, input));
    expect(reply).toEqual({ ...said(words), problem: "refused" });
    expect(failures).toEqual([]);
  });

  test("of a command for managers is checked each time, before anything else of it", async () => {
    const { host, failures } = hostWith();
    const words = "Only people who manage this server or workspace can use purge: ask one of them.";
    const refusal = { ...said(words), problem: "refused" };
    expect(await host.answer(call("purge"))).toEqual(refusal);
    expect(await host.answer(call("purge", {}, true))).toEqual(said("purged"));
    expect(await host.answer(call("purge", { nonsense: "x" }))).toEqual(refusal);
    expect(failures).toEqual([]);
  });

  test.each(broken.map(({ name }) => name))(
    "of %s gets an apology and one reference",
    async (name) => {
      const { host, failures } = hostWith();
      const asked = call(name, { it: "x" });
      const reply = await settled(host.answer(asked));
      expect(reply.problem).toBe("failed");
      expect(failures).toHaveLength(1);
      expect(failures[0]!.call).toEqual(asked);
      expect(failures[0]!.reference).toMatch(/^[0-9a-f]{8}$/);
      expect(reply).toEqual({
        ...said(
          `Sorry, that went wrong on my side. If it happens again, tell whoever runs me: reference ${failures[0]!.reference}.`,
        ),
        problem: "failed",
      });
      expect(JSON.stringify(reply)).not.toContain("secret");
    },
  );

  test("hands the error itself to the log, and never the same reference twice", async () => {
    const { host, failures } = hostWith();
    await host.answer(call("breaks"));
    await host.answer(call("throws-text"));
    expect(failures.map(({ error }) => error)).toEqual([
      new Error("secret detail"),
      "secret detail",
    ]);
    expect(failures[0]!.reference).not.toBe(failures[1]!.reference);
  });

  test("that hangs is given up after the patience, and not before", async () => {
    const { host, failures } = hostWith(undefined, 5000);
    const reply = host.answer(call("hangs"));
    await vi.advanceTimersByTimeAsync(4999);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect((await reply).problem).toBe("failed");
    expect(failures[0]!.error).toEqual(new Error("No answer within 5000 ms"));
  });

  test("is answered even when the log itself breaks", async () => {
    const { host } = hostWith(() => {
      throw new Error("disk full");
    });
    expect((await host.answer(call("breaks"))).problem).toBe("failed");
    expect(await host.suggest(call("breaks"), "it", "")).toEqual([]);
  });
});

describe("suggestions", () => {
  test("come from the command, with what was typed and the tools", async () => {
    const { host } = hostWith();
    const labels = [{ label: "Hello A", value: "A" }];
    expect(await host.suggest(call("greet"), "name", "A")).toEqual(labels);
  });

  test.each([
    ["nothing", "name"],
    ["__proto__", "name"],
    ["greet", "nothing"],
    ["greet", "__proto__"],
    ["greet", "constructor"],
    ["greet", ""],
    ["count", "to"],
    ["count", "step"],
    ["refuses", "it"],
  ])("of %s for %j are none, and no failure", async (name, option) => {
    const { host, failures } = hostWith();
    expect(await host.suggest(call(name), option, "x")).toEqual([]);
    expect(failures).toEqual([]);
  });

  test("of a command for managers are for managers", async () => {
    const { host } = hostWith();
    expect(await host.suggest(call("purge"), "what", "")).toEqual([]);
    expect(await host.suggest(call("purge", {}, true), "what", "")).toHaveLength(1);
  });

  test.each(broken.map(({ name }) => name))("of %s are none, and are logged", async (name) => {
    const { host, failures } = hostWith();
    expect(await settled(host.suggest(call(name), "it", "x"))).toEqual([]);
    expect(failures).toMatchObject([{ call: call(name) }]);
  });

  test("that are late are none after two seconds, well before a platform gives up", async () => {
    const { host } = hostWith(undefined, 60_000);
    const list = host.suggest(call("hangs"), "it", "x");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await list).toEqual([]);
  });
});
