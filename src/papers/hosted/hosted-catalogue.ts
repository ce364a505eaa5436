import { Worker } from "node:worker_threads";
import type { Followed } from "../followed.ts";
import { createNotes, notesByInstant } from "../notes.ts";
import { createCalls } from "./calls.ts";
import type { AnswerOf, AskedOf, Message, Method, Start } from "./messages.ts";

/** Tells an operator in a sentence what became of the thread or its snapshot. */
export type Tell = (sentence: string) => void;

/**
 * A catalogue in a thread of its own, so that this one never waits for it. Where the thread dies,
 * another takes its place and answers what was under way. That one knows what the snapshot had, or
 * nothing: `reached` falls back, and whoever feeds the catalogue goes on from there.
 */
export function hostedCatalogue(start: Start, tell: Tell): Followed {
  const notes = createNotes();
  let closing: Promise<void> | undefined;
  let isOpen = true;
  let deaths = 0;
  let thread: Worker | undefined;
  const calls = createCalls((call) => {
    thread?.ref();
    thread?.postMessage(call);
    return thread !== undefined;
  });

  function open(): void {
    thread = newThread(start, { received, ended });
    thread.unref();
  }
  function received(message: Message): void {
    if ("said" in message) tell(message.said);
    else calls.answered(message);
    // A process with nothing else to do may end, as it may with a catalogue in its own memory.
    if (calls.size === 0) thread?.unref();
  }
  function ended(reason: string): void {
    thread = undefined;
    if (!isOpen) {
      calls.give(new Error(CLOSED));
      return;
    }
    const wait = deaths === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** deaths);
    deaths += 1;
    tell(`The thread of the catalogue died (${reason}): I am starting it again.`);
    setTimeout(again, wait);
  }
  function again(): void {
    if (!isOpen) return;
    open();
    setTimeout(() => {
      deaths = 0;
    }, LIVED_MS).unref();
    void renote().catch(() => {});
    calls.again();
  }
  async function renote(): Promise<void> {
    for (const page of notesByInstant(notes.all(), NOTED_AT_ONCE))
      await calls.ask("note", [page, page[0]?.at ?? 0]);
  }
  async function close(): Promise<void> {
    const asked = thread && calls.ask("close", []).catch(() => {});
    const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([asked, late]);
    await thread?.terminate();
    calls.give(new Error(CLOSED));
  }
  const ask =
    <Name extends Method>(method: Name) =>
    async (...asked: AskedOf<Name>): Promise<AnswerOf<Name>> => {
      if (!isOpen) throw new Error(CLOSED);
      return await calls.ask<Name>(method, asked);
    };
  open();
  return {
    ...{ add: ask("add"), take: ask("take"), reached: ask("reached"), get: ask("get") },
    ...{ getAll: ask("getAll"), resolve: ask("resolve"), search: ask("search") },
    ...{ similar: ask("similar"), suggest: ask("suggest"), nearest: ask("nearest") },
    ...{ trending: ask("trending"), extent: ask("extent") },
    note: async (snapshots, from) => {
      notes.replace(snapshots, from);
      await ask("note")(snapshots, from);
    },
    close: () => {
      isOpen = false;
      closing ??= close();
      return closing;
    },
  };
}

const CLOSED = "The catalogue is closed.";

/** Waits before a thread that died soon after another is started again, in ms; doubled up to the longest. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** A thread that lived so long, in ms, was all right. */
const LIVED_MS = 60_000;

/** Snapshots of upvotes that go to a new thread at once: copying them takes some 2 ms. */
const NOTED_AT_ONCE = 2000;

/** Longest that a thread may take to write its snapshot at the end, in ms; the process itself has 9 s. */
const PATIENCE_MS = 6000;

function newThread(
  start: Start,
  on: { received: (message: Message) => void; ended: (reason: string) => void },
): Worker {
  const worker = new Worker(new URL("./entry.ts", import.meta.url), {
    name: "catalogue",
    workerData: start,
    // It needs nothing of what this process was told, secrets least of all.
    env: {},
  });
  let reason = "it ended by itself";
  worker.on("message", on.received);
  worker.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.once("exit", () => on.ended(reason));
  return worker;
}
