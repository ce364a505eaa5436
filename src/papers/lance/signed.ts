import { createHash, createHmac } from "node:crypto";
import type { Storage } from "./storage.ts";

/** A request to an object store. */
type Ask = {
  readonly method: "PUT" | "DELETE";
  /** The object's name below the storage's path. */
  readonly name: string;
  readonly body?: string;
  /** Lower-case names; all of them are signed. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Signs a request by AWS Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html);
 * `now` in epoch milliseconds.
 */
export function signed(ask: Ask, storage: Storage, now: number): Request {
  const { bucket, path, region, endpoint, keys } = storage;
  const base = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  const place = [bucket, ...path.split("/"), ask.name].filter((part) => part !== "");
  const url = new URL(`${base.pathname.replace(/\/+$/, "")}/${place.map(encoded).join("/")}`, base);
  const time = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, "");
  const body = ask.body ?? "";
  const headers: Record<string, string> = {
    ...ask.headers,
    ...{ host: url.host, "x-amz-content-sha256": hash(body), "x-amz-date": time },
    ...(keys?.token && { "x-amz-security-token": keys.token }),
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const canonical = [ask.method, url.pathname, "", lines, names.join(";"), hash(body)].join("\n");
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hash(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${keys?.secret ?? ""}`);
  const signature = hmac(key, toSign).toString("hex");
  const credential = `Credential=${keys?.id ?? ""}/${scope}`;
  const { host: _, ...sent } = headers;
  return new Request(url, {
    method: ask.method,
    ...(ask.method === "PUT" && { body }),
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
    },
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** As AWS wants it: everything but A-Z a-z 0-9 - . _ ~ is escaped. */
function encoded(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
