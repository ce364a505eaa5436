import { randomUUID } from "node:crypto";
import { CatalogueError } from "../catalogue-error.ts";
import { signed } from "./signed.ts";
import type { Storage } from "./storage.ts";

/**
 * Makes sure that an object store keeps the condition "only when there is none yet", on which every
 * commit of LanceDB rests: without it two writers silently lose each other's rows. Puts an object twice
 * under that condition, which must succeed once, and takes it away again. Amazon's own store keeps it
 * (since August 2024), so where a machine's role opens that one there is nothing to ask.
 * @throws CatalogueError when it does not, or can't be used
 */
export async function probeStorage(storage: Storage, now: () => number): Promise<void> {
  if (!storage.keys) {
    if (storage.endpoint === undefined) return;
    throw new CatalogueError(
      `LANCEDB_URI (${placeOf(storage)}) needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both.`,
    );
  }
  const name = `probe-${randomUUID()}`;
  const put = () =>
    send(signed({ method: "PUT", name, body: "?", headers: ONLY_NEW }, storage, now()), storage);
  const first = await put();
  if (!first.ok) throw new CatalogueError(refusal(storage, first.status));
  const second = await put();
  await send(signed({ method: "DELETE", name }, storage, now()), storage);
  if (second.status !== 412 && second.status !== 409)
    throw new CatalogueError(
      `The object store of LANCEDB_URI (${placeOf(storage)}) does not keep If-None-Match, without which papers would be lost: use one that does, such as Amazon S3, MinIO or Cloudflare R2, or a folder.`,
    );
}

const ONLY_NEW = { "if-none-match": "*" };

/** Longest wait for an answer, in ms. */
const PATIENCE_MS = 10_000;

async function send(request: Request, storage: Storage): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    return response;
  } catch {
    throw new CatalogueError(
      `The object store of LANCEDB_URI (${placeOf(storage)}) can't be reached: check AWS_ENDPOINT_URL, AWS_REGION and the network.`,
    );
  }
}

function refusal(storage: Storage, status: number): string {
  const where = `The object store of LANCEDB_URI (${placeOf(storage)})`;
  if (status === 401 || status === 403)
    return `${where} refuses these keys: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and their rights to write there.`;
  if (status === 404) return `${where} has no such bucket: make it, or correct LANCEDB_URI.`;
  if (status === 501)
    return `${where} does not know If-None-Match, without which papers would be lost: use one that does, such as Amazon S3, MinIO or Cloudflare R2, or a folder.`;
  return `${where} answers with status ${status}: check AWS_ENDPOINT_URL, AWS_REGION and LANCEDB_URI.`;
}

function placeOf({ bucket, endpoint }: Storage): string {
  return endpoint === undefined ? `s3://${bucket}` : `s3://${bucket} at ${new URL(endpoint).host}`;
}
