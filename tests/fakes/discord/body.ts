import type { IncomingMessage } from "node:http";
import { failed } from "./failure.ts";
import type { Upload } from "./world/messages.ts";

/** The body of a request: its JSON, and the files that came with it. */
export type Body = { readonly json: unknown; readonly files: readonly Upload[] };

/** Reads everything a request carries. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Parses JSON or a form of `payload_json` and `files[n]`.
 * @throws 50109 for anything that is neither
 */
export async function parseBody(bytes: Buffer, contentType: string): Promise<Body> {
  if (bytes.length === 0) return { json: {}, files: [] };
  if (!contentType.startsWith("multipart/form-data")) {
    return { json: parse(bytes.toString("utf8")), files: [] };
  }
  const headers = { "content-type": contentType };
  const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => {
    throw failed(50109);
  });
  const files: Upload[] = [];
  for (const [key, value] of form.entries()) {
    const field = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (field === undefined || typeof value === "string") continue;
    const content = Buffer.from(await value.arrayBuffer());
    files.push({ field, name: value.name, type: value.type, bytes: content });
  }
  const payload = form.get("payload_json");
  return { json: typeof payload === "string" ? parse(payload) : {}, files };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw failed(50109);
  }
}
