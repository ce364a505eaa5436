import { beforeEach, describe, expect, test } from "vitest";
import { type Calls, createCalls } from "../../src/papers/hosted/calls.ts";
import type { AskedOf, Call } from "../../src/papers/hosted/messages.ts";
import { pack } from "../../src/papers/hosted/packed-notes.ts";

/** What the thread of now was sent, and the calls to it. */
let sent: Call[];
let calls: Calls;
beforeEach(() => {
  sent = [];
  calls = createCalls((call) => sent.push(call) > 0);
});

const notes = (upvotes: number): AskedOf<"note"> => [
  pack([{ paper: "arxiv:2401.00001", at: 1, upvotes }]),
  0,
];
const methods = () => sent.map(({ method }) => method);

/** The thread dies, and another is there, which has not answered yet. */
function restart(all = notes(0)) {
  sent = [];
  calls.again(all);
}

/** The thread answers what it has of a method. */
function answer(method: string, given: unknown) {
  for (const { id } of sent.filter((call) => call.method === method))
    calls.answered({ id, answer: given });
}

/** The thread dies, and another is there, which has taken all notes. */
function renew() {
  restart();
  answer("note", undefined);
}

describe("calls that threads died with", () => {
  test("are asked alone, and none that came meanwhile is blamed", async () => {
    const deadly = calls.ask("take", [[], 0, 1]);
    const outcome = expect(deadly).rejects.toThrow("died of what it was asked: take");
    renew();
    expect(methods()).toEqual(["note", "take"]);
    renew();
    expect(methods()).toEqual(["note", "take"]);
    const behind = calls.ask("search", [{ text: "graphs" }]);
    expect(methods()).toEqual(["note", "take"]);
    renew();
    await outcome;
    expect(methods()).toEqual(["note", "search"]);
    answer("search", "found");
    expect(await behind).toBe("found");
  });

  test("go on one by one where it was none of them, and then what waited", async () => {
    const asked: Promise<unknown>[] = [calls.ask("extent", []), calls.ask("reached", [])];
    renew();
    renew();
    asked.push(calls.ask("get", ["arxiv:2401.00001"]));
    expect(methods()).toEqual(["note", "extent"]);
    answer("extent", 1);
    expect(methods()).toEqual(["note", "extent", "reached"]);
    answer("reached", 2);
    expect(methods()).toEqual(["note", "extent", "reached", "get"]);
    answer("get", 3);
    expect(await Promise.all(asked)).toEqual([1, 2, 3]);
  });
});

test("a thread that dies before it has answered anything died of no call, however often", async () => {
  const asked = calls.ask("search", [{ text: "graphs" }]);
  for (const _ of "often") {
    restart();
    expect(methods()).toEqual(["note"]);
  }
  answer("note", undefined);
  expect(methods()).toEqual(["note", "search"]);
  answer("search", "found");
  expect(await asked).toBe("found");
});

test("notes that wait when a thread dies are replaced by all there are, and never sent after newer ones", async () => {
  const older = calls.ask("note", notes(1));
  restart(notes(2));
  const newer = calls.ask("note", notes(3));
  restart(notes(4));
  restart(notes(5));
  expect(sent.map(({ asked }) => asked)).toEqual([notes(5)]);
  answer("note", undefined);
  await Promise.all([older, newer]);
  expect(calls.size).toBe(0);
});

test("a call that can't be copied to a thread fails by itself", async () => {
  const refusing = createCalls(() => {
    throw new Error("a function");
  });
  await expect(refusing.ask("extent", [])).rejects.toThrow("a function");
  expect(refusing.size).toBe(0);
});
