import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error.ts";
import { type Fields, isFields } from "./fields.ts";

/** Arguments that forms carry as JSON, and what Slack says when they are none. */
const JSON_ARGUMENTS: Readonly<Record<string, string>> = {
  attachments: "invalid_attachments",
  blocks: "invalid_blocks_format",
  files: "invalid_arguments",
  metadata: "invalid_metadata_format",
  unfurls: "invalid_unfurls_format",
  user_auth_blocks: "invalid_blocks_format",
  view: "invalid_arguments",
};

/** All bytes of a request. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The arguments of a Web API request: of its address, and of its body, which is a form or JSON. */
export async function readArguments(
  request: IncomingMessage,
  bytes: Buffer,
  query: URLSearchParams,
): Promise<Fields> {
  const type = (request.headers["content-type"] ?? "").toLowerCase();
  const asked = Object.fromEntries(query);
  if (bytes.length === 0) return asked;
  if (type.startsWith("application/json")) return { ...asked, ...readJson(bytes) };
  if (type.startsWith("multipart/form-data")) {
    const form = await formOf(bytes, type);
    return { ...asked, ...unpacked(form) };
  }
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { ...asked, ...unpacked(Object.fromEntries(new URLSearchParams(bytes.toString()))) };
  throw new ApiError("invalid_post_type");
}

function readJson(bytes: Buffer): Fields {
  try {
    const read: unknown = JSON.parse(bytes.toString());
    if (isFields(read)) return read;
  } catch {
    throw new ApiError("invalid_json");
  }
  throw new ApiError("json_not_object");
}

function unpacked(form: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const error = JSON_ARGUMENTS[name];
      if (error === undefined || typeof value !== "string") return [name, value];
      try {
        return [name, JSON.parse(value) as unknown];
      } catch {
        throw new ApiError(error);
      }
    }),
  );
}

/** The bytes of an uploaded file: the one part of a multipart form that is a file, or the body as it is. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return bytes;
  const file = Object.values(await formOf(bytes, type)).find((part) => part instanceof Blob);
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
}

async function formOf(bytes: Buffer, type: string): Promise<Readonly<Record<string, unknown>>> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": type },
  }).formData();
  return Object.fromEntries(form);
}
