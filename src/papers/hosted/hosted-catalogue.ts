import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { CatalogueError } from "../catalogue-error.ts";
import type { Followed } from "../followed.ts";
import { createNotes } from "../notes.ts";
import { createCalls } from "./calls.ts";
import type { AnswerOf, AskedOf, Method, Start } from "./messages.ts";
import { pack } from "./packed-notes.ts";
import { type Fate, startThread } from "./thread.ts";

/**
 * A catalogue in a thread of its own, so that this one never waits for it. Where the thread dies,
 * another takes its place and answers what was under way. That one knows what the snapshot had, or
 * nothing: `reached` falls back, and whoever feeds the catalogue goes on from there. While none can live
 * nobody waits: everything but `note` ends with CatalogueError then. `tell` tells an operator in a sentence
 * what became of the thread or its snapshot.
 */
export function hostedCatalogue(
  start: Start,
  tell: (sentence: string) => void,
  entry = new URL("./entry.ts", import.meta.url),
): Followed {
  const notes = createNotes();
  let closing: Promise<void> | undefined;
  let away: CatalogueError | undefined;
  const calls = createCalls((call) => thread.send(call));
  const fate: Fate = {
    received: (message) => {
      if ("said" in message) tell(message.said);
      else calls.answered(message);
      if (calls.size === 0) thread.rest();
    },
    renewed: () => {
      away = undefined;
      calls.again([pack(notes.all()), Number.NEGATIVE_INFINITY]);
    },
    away: (reason) => {
      away = new CatalogueError(
        `The thread of the catalogue dies again and again (${reason}), and nothing can be found in it until one lives: I go on trying, once a minute at least; if it lasts, start the bot again.`,
      );
      calls.give(away);
    },
    ended: () => calls.give(new Error(CLOSED)),
    tell,
  };
  const { snapshot } = start;
  // Two processes may have the same number where each has a container of its own.
  const half = snapshot && `${snapshot.file}.${randomUUID()}.tmp`;
  const thread = startThread(
    snapshot && half ? { ...start, snapshot: { ...snapshot, half } } : start,
    fate,
    entry,
  );
  const ask =
    <Name extends Method>(method: Name) =>
    async (...asked: AskedOf<Name>): Promise<AnswerOf<Name>> => {
      if (closing !== undefined) throw new Error(CLOSED);
      if (away !== undefined) throw away;
      return await calls.ask<Name>(method, asked);
    };
  async function close(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    if (thread.lives) await Promise.race([calls.ask("close", []).catch(() => {}), late]);
    await thread.end();
    // What it was still writing.
    if (half !== undefined) await rm(half, { force: true });
    calls.give(new Error(CLOSED));
  }
  return {
    ...{ add: ask("add"), take: ask("take"), reached: ask("reached"), get: ask("get") },
    ...{ getAll: ask("getAll"), resolve: ask("resolve"), search: ask("search") },
    ...{ similar: ask("similar"), suggest: ask("suggest"), nearest: ask("nearest") },
    ...{ trending: ask("trending"), extent: ask("extent") },
    ...(start.changes && { takeNext: ask("takeNext") }),
    note: async (snapshots, from) => {
      notes.replace(snapshots, from);
      await ask("note")(pack(snapshots), from).catch((error: unknown) => {
        // The thread that comes is given all notes before anything else.
        if (!(error instanceof CatalogueError)) throw error;
      });
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

const CLOSED = "The catalogue is closed.";

/** Longest that a thread may take to write its snapshot at the end, in ms: somebody may wait for the process to end. */
const PATIENCE_MS = 3000;
