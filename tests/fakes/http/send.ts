import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import type { Fault } from "./fault.ts";

/** What is sent when nothing goes wrong. */
export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends an answer, or what a fault makes of it. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  if (fault === undefined) return sendPacked(request, response, answer);
  if ("hang" in fault) return;
  if ("reset" in fault) {
    response.destroy();
    return;
  }
  if ("redirect" in fault) {
    response.writeHead(302, { location: fault.redirect }).end();
    return;
  }
  if ("slow" in fault) {
    const timer = setTimeout(() => sendPacked(request, response, answer), fault.slow);
    response.once("close", () => clearTimeout(timer));
    return;
  }
  if ("status" in fault) {
    const { status, headers = {}, type = "application/json", body = "{}" } = fault;
    response.writeHead(status, { "content-type": type, ...headers }).end(body);
    return;
  }
  if ("html" in fault) {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!DOCTYPE html><html><title>Welcome to our Wi-Fi</title></html>");
    return;
  }
  const head = { "content-type": answer.type, etag: '"broken"' };
  if ("cut" in fault) {
    const body = Buffer.from(answer.body);
    response.writeHead(200, { ...head, "content-length": body.length });
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    return;
  }
  if ("gzipCut" in fault) {
    const body = gzipSync(answer.body);
    const half = body.subarray(0, body.length >> 1);
    response.writeHead(200, { ...head, "content-encoding": "gzip", "content-length": half.length });
    response.end(half);
    return;
  }
  await sendHuge(response, answer, fault);
}

async function sendHuge(
  response: ServerResponse,
  answer: Answer,
  fault: { readonly huge: number } | { readonly bomb: number },
): Promise<void> {
  const packed = "bomb" in fault;
  const size = packed ? fault.bomb : fault.huge;
  response.writeHead(200, {
    "content-type": answer.type,
    ...(packed && { "content-encoding": "gzip" }),
  });
  const bytes = Readable.from(hugeBytes(answer.type, size));
  // Whoever reads it gives up on the way.
  const sending = packed ? pipeline(bytes, createGzip(), response) : pipeline(bytes, response);
  await sending.catch(() => {});
}

function* hugeBytes(type: string, size: number): Generator<Buffer> {
  yield Buffer.from(type.includes("json") ? "[" : "<feed><entry>");
  const piece = Buffer.alloc(64 * 1024, " ");
  for (let sent = 0; sent < size; sent += piece.length) yield piece;
}

function sendPacked(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, type, body, headers = {} } = answer;
  if (status === 304) {
    response.writeHead(304, headers).end();
    return;
  }
  const packs = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const bytes = packs ? gzipSync(body) : Buffer.from(body);
  response.writeHead(status, {
    ...{ "content-type": type, "content-length": bytes.length, ...headers },
    ...(packs && { "content-encoding": "gzip" }),
  });
  response.end(bytes);
}
