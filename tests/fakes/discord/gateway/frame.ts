import type { WebSocket } from "ws";
import { type Json, record } from "../json.ts";

/** Sends a frame that is no event of a session; does nothing without a socket. */
export function sendFrame(socket: WebSocket | undefined, frame: Json): void {
  socket?.send(JSON.stringify({ s: null, t: null, ...frame }));
}

/** A frame from a client; nothing if it is no JSON. */
export function parseFrame(data: string): Json | undefined {
  try {
    return record(JSON.parse(data));
  } catch {
    return undefined;
  }
}
