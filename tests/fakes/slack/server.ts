import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { ApiError } from "./api-error.ts";
import type { Backstage } from "./backstage.ts";
import { readArguments, readBytes, readUpload } from "./body.ts";
import type { FaultOnDemand } from "./faults.ts";
import { type Fields, textIn } from "./fields.ts";
import { answerApi, refused } from "./web-api.ts";

/** A listening HTTP server with everything of Slack's but its sockets. */
export type Server = {
  readonly port: number;
  /** Hands every WebSocket handshake on. */
  onUpgrade(take: (request: IncomingMessage, socket: Socket, head: Buffer) => void): void;
  /** Cuts all connections and ends. */
  close(): Promise<void>;
};

type Exchange = {
  readonly stage: Backstage;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
};

/** Listens on a port of its own. */
export async function listen(stage: () => Backstage): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://slack.example");
    serve({ stage: stage(), request, response, url }).catch((error: unknown) => {
      if (response.destroyed) return;
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`The fake Slack failed: ${error instanceof Error ? error.stack : error}`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    onUpgrade: (take) => void server.on("upgrade", take),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(exchange: Exchange): Promise<void> {
  const { url, response } = exchange;
  const [, room = "", name = ""] = /^\/([^/]+)\/(.*?)\/?$/.exec(url.pathname) ?? [];
  switch (room) {
    case "api":
      return faulty(exchange, name, (body) => api(exchange, name, body));
    case "response":
      return faulty(exchange, "response_url", (body) => respond(exchange, name, body));
    case "upload":
      return upload(exchange, name);
    case "oauth":
      return authorize(exchange);
    default:
      return send(response, 404, { "content-type": "text/plain" }, "not found");
  }
}

async function upload({ stage, request, response }: Exchange, id: string): Promise<void> {
  const status = stage.files.take(id, await readUpload(request));
  send(response, status, { "content-type": "text/plain" }, status === 200 ? "OK" : "no");
}

async function api(exchange: Exchange, method: string, bytes: Buffer): Promise<() => void> {
  const { stage, request, response, url } = exchange;
  let args: Fields;
  try {
    args = await readArguments(request, bytes, url.searchParams);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused(stage, method, {}, error);
    const body = JSON.stringify({ ok: false, error: error.error, ...error.more });
    return () => send(response, 200, { "content-type": "application/json; charset=utf-8" }, body);
  }
  const authorization = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const { status, headers, body } = await answerApi(stage, {
    method,
    args: { ...basic(request), ...args },
    token: authorization ?? textIn(args, "token"),
  });
  return () => send(response, status, headers, JSON.stringify(body));
}

/** OAuth clients may name themselves by HTTP's basic authorization. */
function basic(request: IncomingMessage): Fields {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!encoded) return {};
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString().split(":");
  return { client_id: id, client_secret: secret };
}

async function respond(
  { stage, response }: Exchange,
  id: string,
  bytes: Buffer,
): Promise<() => void> {
  const { body, status } = stage.responses.take(stage, id, jsonOf(bytes));
  return () => send(response, status, { "content-type": "text/html" }, body);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function authorize({ stage, response, url }: Exchange): void {
  const known = url.pathname === "/oauth/v2/authorize";
  const answer = known
    ? stage.installs.authorize(url.searchParams)
    : { problem: "there is no such page" };
  if ("location" in answer) {
    send(response, 302, { location: answer.location }, "");
    return;
  }
  stage.refuse({
    method: url.pathname,
    error: answer.problem,
    details: [],
    ours: false,
    sent: Object.fromEntries(url.searchParams),
  });
  send(response, known ? 400 : 404, { "content-type": "text/html" }, `<h1>${answer.problem}</h1>`);
}

/** Does the work, or what a test has ordered to happen instead of it or of its answer. */
async function faulty(
  exchange: Exchange,
  method: string,
  work: (body: Buffer) => Promise<() => void>,
): Promise<void> {
  const { stage, request, response } = exchange;
  const body = await readBytes(request);
  const fault = stage.faults.take(method, body.toString());
  if (!fault) return (await work(body))();
  if ("until" in fault) {
    fault.met?.();
    await fault.until;
    return (await work(body))();
  }
  if ("slow" in fault) {
    const answer = await work(body);
    await pause(fault.slow, undefined, { ref: false });
    return answer();
  }
  if ("lost" in fault) {
    await work(body);
    if (fault.lost === "reset") request.socket.destroy();
    return;
  }
  happen(fault, request, response);
}

function happen(
  fault: Exclude<
    FaultOnDemand,
    { readonly lost: unknown } | { readonly slow: unknown } | { readonly until: unknown }
  >,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const html = { "content-type": "text/html" };
  const json = { "content-type": "application/json; charset=utf-8" };
  if ("hang" in fault) return;
  if ("reset" in fault) request.socket.destroy();
  else if ("html" in fault)
    send(response, 200, html, "<!DOCTYPE html><title>Server Error | Slack</title>");
  else if ("error" in fault) {
    const body = JSON.stringify({ ok: false, error: fault.error, ...fault.more });
    send(response, 200, json, body);
  } else {
    const { status, retryAfter, body = "" } = fault;
    const wait = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
    send(response, status, { "content-type": "text/plain", ...wait }, body);
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, headers);
  response.end(body);
}
