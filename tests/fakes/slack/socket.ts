import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket as NetSocket } from "node:net";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { SlackApp } from "./app.ts";
import type { Ack, Way } from "./envelope.ts";
import { type Fields, isFields, textIn } from "./fields.ts";
import { PATIENCE } from "./sender.ts";
import type { Tickets } from "./tickets.ts";

/** What Slack says before it ends a connection (docs.slack.dev, Socket Mode). */
type Goodbye = "warning" | "refresh_requested" | "link_disabled";

/** An envelope that went out, and the acknowledgement once there is one. */
type Delivered = {
  readonly id: string;
  readonly type: string;
  readonly payload: Fields;
  /** Which connection it went to, counted from 0 in the order of connecting. */
  readonly connection: number;
  ack?: Ack;
};

/** Slack's end of Socket Mode. */
export type SocketMode = Way & {
  readonly delivered: readonly Delivered[];
  /** How many connections are open. */
  readonly open: number;
  /** Resolves as soon as so many are open. */
  connected(count?: number): Promise<void>;
  /** Says goodbye on every connection; Slack ends it itself after all but a warning. */
  disconnect(reason: Goodbye, options?: { readonly close?: boolean }): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Sends any text over the newest connection. */
  raw(text: string): void;
  /** Pings every connection; resolves to the number of pongs once all have come. */
  ping(): Promise<number>;
  upgrade(request: IncomingMessage, socket: NetSocket, head: Buffer): void;
  close(): Promise<void>;
};

const TYPES = {
  command: "slash_commands",
  interactive: "interactive",
  event: "events_api",
} as const;

/** A Socket Mode server without a port of its own. */
export function createSocketMode(options: {
  readonly app: SlackApp;
  readonly tickets: Tickets;
  readonly patience?: number;
}): SocketMode {
  const { app, tickets, patience = PATIENCE } = options;
  const server = new WebSocketServer({ noServer: true });
  const connections: { readonly socket: WebSocket; readonly number: number }[] = [];
  const delivered: Delivered[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  const arrivals = new Set<() => void>();
  let counted = 0;
  let turn = 0;

  server.on("connection", (socket: WebSocket) => {
    const connection = { socket, number: counted++ };
    connections.push(connection);
    socket.on("close", () => void connections.splice(connections.indexOf(connection), 1));
    socket.on("error", () => {});
    socket.on("message", (data) => take(data, waiting));
    socket.send(JSON.stringify(hello(app, connections.length)));
    for (const look of arrivals) look();
  });

  const send: Way["send"] = (envelope) => {
    const connection = connections[turn++ % connections.length];
    if (!connection) return Promise.resolve(nobody());
    const { kind, payload, retry } = envelope;
    const record: Delivered = {
      id: randomUUID(),
      type: TYPES[kind],
      payload,
      connection: connection.number,
    };
    delivered.push(record);
    const from = performance.now();
    const answered = new Promise<Ack>((resolve) => {
      const timer = setTimeout(() => {
        resolve({ ...nobody("timeout"), ms: performance.now() - from });
      }, patience);
      waiting.set(record.id, (body) => {
        clearTimeout(timer);
        resolve({ status: 200, ms: performance.now() - from, body, headers: {}, ok: true });
      });
    });
    connection.socket.send(
      JSON.stringify({
        envelope_id: record.id,
        type: record.type,
        payload,
        accepts_response_payload: kind !== "event",
        ...(kind === "event" && {
          retry_attempt: retry?.num ?? 0,
          retry_reason: retry?.reason ?? "",
        }),
      }),
    );
    return answered.then((ack) => {
      waiting.delete(record.id);
      record.ack = ack;
      return ack;
    });
  };

  return {
    send,
    delivered,
    get open() {
      return connections.length;
    },
    connected: (count = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (connections.length < count) return;
          arrivals.delete(look);
          resolve();
        };
        arrivals.add(look);
        look();
      }),
    disconnect(reason, { close = reason !== "warning" } = {}) {
      for (const { socket } of [...connections]) {
        socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "fake" } }));
        if (close) socket.close(1000);
      }
    },
    cut() {
      for (const { socket } of [...connections]) socket.terminate();
    },
    raw: (text) => connections.at(-1)?.socket.send(text),
    async ping() {
      const pongs = connections.map(
        ({ socket }) =>
          new Promise((resolve) => {
            socket.once("pong", resolve);
            socket.ping();
          }),
      );
      return (await Promise.all(pongs)).length;
    },
    upgrade(request, socket, head) {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://slack.example");
      if (!pathname.startsWith("/link") || !tickets.take(searchParams.get("ticket"))) {
        socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => server.emit("connection", ws, request));
    },
    async close() {
      for (const answer of waiting.values()) answer("");
      for (const { socket } of [...connections]) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function hello(app: SlackApp, connections: number): Fields {
  return {
    type: "hello",
    num_connections: connections,
    connection_info: { app_id: app.id },
    debug_info: { host: "fake", build_number: 1, approximate_connection_time: 18_060 },
  };
}

function take(data: RawData, waiting: Map<string, (payload: unknown) => void>): void {
  const message: unknown = JSON.parse(String(data));
  if (!isFields(message)) return;
  const { payload } = message;
  waiting.get(textIn(message, "envelope_id") ?? "")?.(payload);
}

function nobody(problem: "timeout" | "unreachable" = "unreachable"): Ack {
  return { status: 0, ms: 0, body: "", headers: {}, ok: false, problem };
}
