import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Call, Message, Start } from "./messages.ts";

/** The start of the thread that holds a catalogue: it answers one message for every call. */
const port = parentPort;
if (!port) throw new Error("This file starts a thread of the catalogue and is nothing by itself.");
const start: Start = workerData;
// Half of the time that a thread takes to be there is that of compiling.
if (start.compiled !== undefined) enableCompileCache(start.compiled);
const { createHost } = await import("./host.ts");
const answer = createHost(start, (said) => post({ said }));

port.on("message", ({ id, method, asked }: Call) => {
  answer(method, asked)
    .then((answer) => post({ id, answer }))
    .catch((error: unknown) => {
      const sent = asError(error);
      post({ id, error: sent, name: error instanceof Error ? error.name : sent.name });
    });
});

/** An error of this kind can be sent whatever it carries; its trace comes along. */
function asError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const plain = new Error(error.message);
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}

function post(message: Message): void {
  port?.postMessage(message);
}
