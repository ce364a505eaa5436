import type { IncomingHttpHeaders } from "node:http";
import type { Bucket, Stored } from "./bucket.ts";
import { listing } from "./listing.ts";
import { documentOf, element, escaped, textsOf } from "./xml.ts";

/** What the server may be told to do wrong. */
export type Switches = {
  /** `If-None-Match` is passed over, as by stores without conditional PUT. */
  ignoresConditions: boolean;
};

/** A request, read. */
export type Asked = {
  readonly method: string;
  readonly name: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** An answer. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
};

/** Answers as S3 does; to what this bucket does not know with 501 NotImplemented, as S3 to what it does not. */
export function answerOf(asked: Asked, bucket: Bucket, switches: Switches): Answer {
  const { method, key, query } = asked;
  if (method === "GET" && key === "")
    return { status: 200, body: documentOf(listing(asked.name, bucket, query)) };
  if (method === "GET" || method === "HEAD") return read(asked, bucket.get(key));
  if (method === "PUT" && query.has("uploadId")) return part(asked, bucket);
  if (method === "PUT") return put(asked, bucket, switches);
  if (method === "DELETE") return remove(asked, bucket);
  if (method === "POST" && query.has("uploads"))
    return xml(
      element("InitiateMultipartUploadResult", [
        element("Bucket", escaped(asked.name)),
        element("Key", escaped(key)),
        element("UploadId", bucket.begin(key)),
      ]),
    );
  if (method === "POST" && query.has("uploadId")) return complete(asked, bucket, switches);
  if (method === "POST" && query.has("delete")) {
    const keys = textsOf(asked.body.toString(), "Key");
    for (const one of keys) bucket.delete(one);
    const deleted = keys.map((one) => element("Deleted", element("Key", escaped(one))));
    return xml(element("DeleteResult", deleted));
  }
  return fault(501, "NotImplemented");
}

function read({ headers, method }: Asked, stored: Stored | undefined): Answer {
  if (!stored) return fault(404, "NoSuchKey");
  const { bytes, etag, at } = stored;
  const about = { etag, "last-modified": at.toUTCString(), "accept-ranges": "bytes" };
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined || last === undefined || method === "HEAD") {
    const length = { "content-length": bytes.length };
    return { status: 200, headers: { ...about, ...length }, body: bytes };
  }
  const from = first === "" ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const to =
    first === "" || last === "" ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
  if (from >= bytes.length) return fault(416, "InvalidRange");
  const range = { "content-range": `bytes ${from}-${to}/${bytes.length}` };
  return { status: 206, headers: { ...about, ...range }, body: bytes.subarray(from, to + 1) };
}

function put(asked: Asked, bucket: Bucket, switches: Switches): Answer {
  if (isRefused(asked, bucket, switches)) return fault(412, "PreconditionFailed");
  const { etag } = bucket.put(asked.key, asked.body);
  return { status: 200, headers: { etag } };
}

/** The condition "only when there is none": the one that a commit of LanceDB makes. */
function isRefused(
  { headers, key }: Asked,
  bucket: Bucket,
  { ignoresConditions }: Switches,
): boolean {
  return !ignoresConditions && headers["if-none-match"] === "*" && bucket.get(key) !== undefined;
}

function part({ query, body }: Asked, bucket: Bucket): Answer {
  const etag = bucket.part(query.get("uploadId") ?? "", Number(query.get("partNumber")), body);
  return etag ? { status: 200, headers: { etag } } : fault(404, "NoSuchUpload");
}

function complete(asked: Asked, bucket: Bucket, switches: Switches): Answer {
  if (isRefused(asked, bucket, switches)) return fault(412, "PreconditionFailed");
  const numbers = textsOf(asked.body.toString(), "PartNumber").map(Number);
  const bytes = bucket.finish(asked.query.get("uploadId") ?? "", numbers);
  if (!bytes) return fault(404, "NoSuchUpload");
  const { etag } = bucket.put(asked.key, bytes);
  const parts = [element("Key", escaped(asked.key)), element("ETag", escaped(etag))];
  return xml(element("CompleteMultipartUploadResult", parts));
}

function remove({ key, query }: Asked, bucket: Bucket): Answer {
  if (query.has("uploadId")) bucket.abandon(query.get("uploadId") ?? "");
  else bucket.delete(key);
  return { status: 204 };
}

function xml(body: string): Answer {
  return { status: 200, headers: { "content-type": "application/xml" }, body: documentOf(body) };
}

function fault(status: number, code: string): Answer {
  const body = documentOf(element("Error", element("Code", code)));
  return { status, headers: { "content-type": "application/xml" }, body };
}
