import { parentPort } from "node:worker_threads";
import { createCatalogue } from "../memory-catalogue.ts";
import type { Call, Message } from "./messages.ts";

/** The thread that holds a catalogue: answers one message for every call. */
const port = parentPort;
if (!port) throw new Error("This file is the start of a thread of the catalogue.");
const catalogue = createCatalogue();

port.on("message", (call: Call) => {
  void answer(call).then((message) => port.postMessage(message));
});

async function answer({ id, method, asked }: Call): Promise<Message> {
  try {
    // The caller's types tie the method to what it is asked with.
    const ask = catalogue[method] as (...asked: readonly unknown[]) => Promise<unknown>;
    return { id, answer: await ask(...asked) };
  } catch (error) {
    return { id, error };
  }
}
