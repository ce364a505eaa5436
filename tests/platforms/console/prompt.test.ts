import { describe, expect, test } from "vitest";
import { HERE } from "../../../src/platforms/console/index.ts";
import { smallHost } from "./commands.ts";
import { ASKED, sitDown } from "./keyboard.ts";

const post = (text: string) => ({
  summary: text,
  blocks: [
    { kind: "text", text } as const,
    {
      kind: "actions",
      actions: [
        { kind: "button", label: "Keep", next: { command: "save", input: { paper: text } } },
      ],
    } as const,
  ],
});

describe("a session", () => {
  test("greets in two lines at most, answers, and ends with exit", async () => {
    const keyboard = await sitDown(smallHost().host);
    expect(keyboard.seen().trim().split("\n").length).toBeLessThanOrEqual(3);
    expect(await keyboard.type("search graphs\r")).toContain("Results for graphs, page 1");
    keyboard.input.write("exit\r");
    await keyboard.left;
  });

  test.each([
    ["quit", "quit\r"],
    ["Ctrl-D", "\u0004"],
    ["Ctrl-C on an empty line", "\u0003"],
  ])("ends with %s", async (_, keys) => {
    const keyboard = await sitDown(smallHost().host);
    keyboard.input.write(keys);
    await keyboard.left;
  });

  test("Ctrl-C drops what is typed, and a second one leaves", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search gra", /gra$/);
    await keyboard.type("\u0003");
    expect(await keyboard.type("save x\r")).toContain("save: x");
    keyboard.input.write("\u0003");
    await keyboard.left;
  });

  test("Ctrl-C stops waiting for an answer", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("slow\r", /slow\r?\n/);
    expect(await keyboard.type("\u0003")).toContain("Never mind.");
    await keyboard.console.stop();
  });

  test("lines typed while an answer is on its way are answered next", async () => {
    const { host, release } = smallHost();
    const keyboard = await sitDown(host);
    await keyboard.type("slow\rsave x\r", /save x\r?\n/);
    release();
    expect(await keyboard.until(/save: x[\s\S]*papers> $/)).toMatch(/Done at last[\s\S]*save: x/);
    await keyboard.console.stop();
  });

  test("stop ends it, though an answer is on its way", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("slow\r", /slow\r?\n/);
    await keyboard.console.stop();
    await keyboard.left;
  });

  test("a wrong word is answered with the right one", async () => {
    const keyboard = await sitDown(smallHost().host);
    expect(await keyboard.type("serch x\r")).toContain("Did you mean search?");
    await keyboard.console.stop();
  });
});

describe("numbers", () => {
  test("press the buttons of the last answer that had some", async () => {
    const keyboard = await sitDown(smallHost().host);
    expect(await keyboard.type("3\r")).toContain("There is no button to press yet");
    await keyboard.type("search graphs\r");
    expect(await keyboard.type("3\r")).toContain("save: graphs two");
    expect(await keyboard.type("serch\r")).toContain("Did you mean");
    expect(await keyboard.type("[5]\r")).toContain("page 2");
    expect(await keyboard.type("7\r")).toContain("There is no button 7: there are 1 to 6.");
    await keyboard.console.stop();
  });

  test("of a list stay when one of them is pressed, and a new list starts again at 1", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("list\r");
    expect(await keyboard.type("1\r")).toMatch(/Kept a\s+\[3\] Undo {2}\[4\] All/);
    expect(await keyboard.type("2\r")).toMatch(/Kept b\s+\[5\] Undo {2}\[6\] All/);
    expect(await keyboard.type("3\r")).toContain("drop: a");
    expect(await keyboard.type("6\r")).toContain("[2] Keep");
    expect(await keyboard.type("3\r")).toContain("There is no button 3: there are 1 to 2.");
    expect(await keyboard.type("keep c\r")).toMatch(/Kept c\s+\[1\] Undo/);
    await keyboard.console.stop();
  });

  test("never grow past two digits", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("list\r");
    for (let first = 3; first < 99; first += 2)
      expect(await keyboard.type("1\r")).toContain(`[${first}] Undo`);
    expect(await keyboard.type("1\r")).toContain("[1] Undo");
    await keyboard.console.stop();
  });

  test("are gone when the answer goes over the message that held them", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    expect(await keyboard.type("2\r")).toContain("drop: graphs one");
    expect(await keyboard.type("1\r")).toContain("There is no button to press yet");
    await keyboard.console.stop();
  });

  test("keep their meaning when a post arrives, whose buttons count on", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("show a\r");
    await keyboard.console.post(HERE, post("the news"), "k");
    expect(keyboard.seen()).toContain("[3] Keep");
    expect(await keyboard.type("1\r")).toContain("save: a");
    expect(await keyboard.type("3\r")).toContain("save: the news");
    await keyboard.console.stop();
  });
});

describe("a form", () => {
  test("is asked line by line: Enter keeps, a wrong value is asked again, a choice may be written anyhow", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    expect(await keyboard.type("6\r", ASKED)).toMatch(/topic: what about\n\s+\[graphs\] › $/);
    expect(await keyboard.type("\r", ASKED)).toMatch(/hour: the hour \(needed\)\n\s+\[9\] › $/);
    expect(await keyboard.type("25\r", ASKED)).toContain(
      "hour must be a whole number from 0 to 23.",
    );
    expect(await keyboard.type("-\r", ASKED)).toContain("watch needs");
    await keyboard.type("7\r", ASKED);
    expect(await keyboard.type("WEEKDAYS\r")).toContain(
      'Watching {"topic":"graphs","hour":7,"days":"weekdays"}',
    );
    await keyboard.console.stop();
  });

  test("that is refused is asked again, with what was filled in", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    await keyboard.type("6\r", ASKED);
    await keyboard.type("sports\r", ASKED);
    await keyboard.type("7\r", ASKED);
    expect(await keyboard.type("\r", ASKED)).toMatch(
      /anything but sports\.\n[\s\S]*topic: what about\n\s+\[sports\] › $/,
    );
    expect(await keyboard.type("chess\r", ASKED)).toMatch(/\[7\] › $/);
    await keyboard.type("\r", ASKED);
    expect(await keyboard.type("\r")).toContain('Watching {"topic":"chess","hour":7}');
    await keyboard.console.stop();
  });

  test("a hyphen clears a value", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    await keyboard.type("6\r", ASKED);
    await keyboard.type("-\r", ASKED);
    await keyboard.type("\r", ASKED);
    expect(await keyboard.type("\r")).toContain('Watching {"hour":9}');
    await keyboard.console.stop();
  });

  test.each([
    ["Ctrl-C", "\u0003"],
    ["a full stop", ".\r"],
  ])("is given up with %s, and the session goes on", async (_, keys) => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search graphs\r");
    await keyboard.type("6\r", ASKED);
    expect(await keyboard.type(keys)).toContain("Never mind.");
    expect(await keyboard.type("save x\r")).toContain("save: x");
    await keyboard.console.stop();
  });
});

describe("a post", () => {
  test("stands under a line with its place and time, and what was typed stands below it", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search gra", /gra$/);
    const from = keyboard.raw().length;
    await keyboard.console.post(HERE, post("the news"), "k");
    const seen = await keyboard.until(/papers> search gra$/, from);
    expect(seen).toContain("── #console · Tue 24 Nov, 09:00 ─");
    expect(await keyboard.type("phs\r")).toContain("Results for graphs");
    await keyboard.console.stop();
  });

  test("and a line of the log stand above what is being typed", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.type("search gra", /gra$/);
    const from = keyboard.raw().length;
    keyboard.console.write("INFO: Posted\n");
    expect(await keyboard.until(/papers> search gra$/, from)).toMatch(/^INFO: Posted\n/);
    await keyboard.console.stop();
  });

  test("a post that is drawn while somebody leaves is not taken for shown", async () => {
    const keyboard = await sitDown(smallHost().host);
    const posted = keyboard.console.post(HERE, post("the news"), "k");
    const refused = expect(posted).rejects.toMatchObject({ fault: "transient" });
    await keyboard.console.stop();
    await refused;
    expect(keyboard.seen()).not.toContain("the news");
  });

  test("fails as one that may be tried again once the console has stopped", async () => {
    const keyboard = await sitDown(smallHost().host);
    await keyboard.console.stop();
    await expect(keyboard.console.post(HERE, post("late"), "k")).rejects.toMatchObject({
      fault: "transient",
    });
  });
});
