import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOf } from "./body.ts";
import type { Core, Seen } from "./core.ts";
import type { Fault } from "./faults.ts";
import { answer, limited, type Reply, type Request } from "./rest/answer.ts";

const API = "/api/v10";
const FILES = "/attachments/";

/** A listening server; `close` cuts every connection. */
export type Listening = { readonly port: number; close(): Promise<void> };

/** Listens on a free port of this machine, for REST and the gateway. */
export async function listen(core: Core): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(request, response, core).catch((error: unknown) => {
      const message = `The fake itself failed: ${error instanceof Error ? error.stack : error}`;
      const { method = "", url: path = "" } = request;
      core.refusals.push({ method, path, status: 500, code: 0, message, body: undefined });
      send(response, 500, { message, code: 0 });
    });
  });
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/gateway")) core.gateway.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  core: Core,
): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://fake");
  const path = decodeURIComponent(url.pathname);
  const bytes = await bytesOf(incoming);
  if (path.startsWith(FILES)) return sendFile(path, response, core);
  if (!path.startsWith(`${API}/`)) {
    return send(response, 404, { message: "404: Not Found", code: 0 });
  }
  const request: Request = {
    method: incoming.method ?? "GET",
    path: path.slice(API.length),
    query: url.searchParams,
    bytes,
    contentType: incoming.headers["content-type"] ?? "",
    authorization: incoming.headers.authorization,
  };
  const seen = enter(request, core);
  const fault = core.faults.take(request.method, request.path);
  await withFault(fault, request, response, core, seen);
  core.waits.changed();
}

/** Enters the request in the list, and returns how its outcome is added. */
function enter(request: Request, core: Core): (outcome: Partial<Seen>) => void {
  const { method, path, authorization } = request;
  const entry = {
    method,
    path,
    body: undefined as unknown,
    files: [] as readonly string[],
    authorized: authorization !== undefined,
    at: core.now(),
    status: undefined as number | undefined,
  };
  core.requests.push(entry);
  core.waits.changed();
  return (outcome) => void Object.assign(entry, outcome);
}

async function withFault(
  fault: Fault | undefined,
  request: Request,
  response: ServerResponse,
  core: Core,
  seen: (outcome: Partial<Seen>) => void,
): Promise<void> {
  if (fault && "until" in fault) await fault.until;
  const carriedOut = !fault || isAccepted(fault);
  const reply = carriedOut ? await answer(request, core) : undefined;
  if (reply) seen({ body: reply.read.json, files: reply.read.files });
  core.waits.changed();
  if (fault && "slow" in fault) await later(fault.slow, response);
  if (fault && ("reset" in fault || "hang" in fault)) {
    if ("reset" in fault) response.destroy();
    return;
  }
  const { status, body, headers, html } = instead(fault, reply);
  seen({ status });
  if (html === undefined) return send(response, status, body, headers);
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(html);
}

/** Whether the request is carried out in spite of the fault. */
function isAccepted(fault: Fault): boolean {
  if ("reset" in fault) return fault.reset === "after";
  if ("hang" in fault) return fault.hang === "after";
  if ("status" in fault || "html" in fault) return fault.accepted ?? false;
  return !("rateLimit" in fault);
}

type Sent = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly html?: string;
};

function instead(fault: Fault | undefined, reply: Reply | undefined): Sent {
  if (fault && "html" in fault) {
    return { status: fault.html, html: `<!DOCTYPE html><title>${fault.html}</title>` };
  }
  if (fault && "status" in fault) {
    const { status, headers } = fault;
    const body = fault.body ?? { message: `${status}: the fake was told to fail`, code: 0 };
    return { status, body, ...(headers ? { headers } : {}) };
  }
  if (fault && "rateLimit" in fault) {
    const { rateLimit, scope = "user", header = true } = fault;
    const sent = limited(rateLimit, scope === "global", { "X-RateLimit-Scope": scope });
    const { "Retry-After": _, ...without } = sent.headers;
    return header ? sent : { ...sent, headers: without };
  }
  return reply ?? { status: 500 };
}

function later(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  if (status === 204) {
    response.writeHead(204, headers).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function sendFile(path: string, response: ServerResponse, core: Core): void {
  const bytes = core.world.files.get(path.split("/").at(-2) ?? "");
  if (bytes) {
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
  } else {
    send(response, 404, { message: "404: Not Found", code: 0 });
  }
}
