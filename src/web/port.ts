import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "#chat";

/** An open port with its pages. */
export type Port = {
  /** The number that it listens on, chosen by the system when 0 was asked for. */
  readonly port: number;
  /** Takes no new requests, lets those under way end, and cuts what is left. */
  close(): Promise<void>;
};

/** A port that can't be opened: one sentence with the cure. */
export class PortError extends Error {
  override readonly name = "PortError";
}

/** Longest that a request may take to arrive, in milliseconds: who sends it byte by byte holds a connection open. */
const ARRIVAL_MS = 15_000;

/** Longest that requests under way are waited for, in milliseconds: below the 9 s of a clean end. */
const PATIENCE_MS = 3_000;

/** How often connections that have become idle are looked for at the end, in milliseconds. */
const SWEEP_MS = 50;

const CURES: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by another program: set PORT to another number, or end that program",
  EACCES: "may not be opened by this user: set PORT to a number above 1023",
  EADDRNOTAVAIL: "is not of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all networks",
  ENOTFOUND: "is no address: set HOST to 127.0.0.1, or to 0.0.0.0 for all networks",
};

/**
 * Opens the bot's one HTTP port. `routes` gives the page of each path, `otherwise` that of every other;
 * without it they are not found.
 * @throws PortError when the port can't be opened
 */
export async function openPort(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: ReadonlyMap<string, RequestListener>;
  readonly otherwise?: RequestListener;
  readonly log: Log;
  /** In milliseconds, for tests. */
  readonly arrival?: number;
}): Promise<Port> {
  const { host, port, routes, otherwise = nothing, log, arrival = ARRIVAL_MS } = options;
  const limits = {
    headersTimeout: arrival,
    requestTimeout: arrival,
    connectionsCheckingInterval: arrival / 2,
  };
  const server = createServer(limits, (request, response) => {
    request.url = originForm(request.url ?? "");
    const page = routes.get(request.url.split("?")[0] ?? "") ?? otherwise;
    page(request, response);
  });
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    throw new PortError(`${host}:${port} ${cureOf(error)}.`);
  }
  server.on("error", (error) => log.error({ err: error }, "The HTTP port has a fault"));
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** Path and query of what was asked for; a proxy may have asked with the whole address (RFC 9112, section 3.2.2). */
function originForm(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?]*/i, "");
  return path.startsWith("/") ? path : `/${path}`;
}

const nothing: RequestListener = (_, response) => {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("There is nothing here.\n");
};

function cureOf(error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  return CURES[code] ?? `can't be opened (${code})`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  // A connection that is kept for more requests is idle only after the one under way.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
