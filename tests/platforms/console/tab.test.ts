import { describe, expect, test } from "vitest";
import { smallHost } from "./commands.ts";
import { ASKED, sitDown } from "./keyboard.ts";

describe("the Tab key", () => {
  test.each([
    ["a command", "sea", /search $/],
    ["an option", "search graphs si", /search graphs since:$/],
    ["a choice", "search sort:ne", /search sort:newest$/],
    ["free text", "search graph tr", /papers> search Topological Graph Transformers$/],
    ["free text that needs quotes", "search sort:best surv", /sort:best Topology: a survey$/],
    ["an id for a title", "show homology", /papers> show 2402.00002$/],
    ["after the root command", "/papers sho", /papers show $/],
  ])("completes %s", async (_, typed, whole) => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type(`${typed}\t`, whole);
    await keyboard.console.stop();
  });

  test("lists several, then offers one after the other", async () => {
    const keyboard = await sitDown(smallHost().host);
    const listed = await keyboard.type("show topo\t", /papers> show topo$/);
    expect(listed).toContain("2402.00000  Topological Graph Transformers");
    await keyboard.type("\t", /show 2402.00000$/);
    await keyboard.type("\t", /(?:show 2402.00001|1)$/);
    expect(await keyboard.type("\r")).toContain("2402.00001");
    await keyboard.console.stop();
  });

  test("may still be thinking when the console stops", async () => {
    const { host, release } = smallHost();
    const keyboard = await sitDown(host);
    await keyboard.type("slow mood:gl\t", /mood:gl$/);
    await keyboard.console.stop();
    release();
    await keyboard.left;
    await new Promise(setImmediate);
    expect(keyboard.seen()).toMatch(/mood:gl\s*$/);
  });

  test("lists what says what it stands for in rows, once", async () => {
    const keyboard = await sitDown(smallHost().host);
    const listed = await keyboard.type("list zone:\t", /papers> list zone:$/);
    expect(listed).toMatch(/ {2}Europe\/Paris {2}New York\n/);
    await keyboard.console.stop();
  });

  test("completes the choices of a form", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    await keyboard.type("6\r", ASKED);
    await keyboard.type("\r", ASKED);
    await keyboard.type("\r", ASKED);
    await keyboard.type("wee\t", /weekdays$/);
    expect(await keyboard.type("\r")).toContain('"days":"weekdays"');
    await keyboard.console.stop();
  });
});
