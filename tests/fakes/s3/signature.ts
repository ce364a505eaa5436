import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire. */
type Signed = {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
};

/** Whether the signature (AWS Signature Version 4, in the header) is one made with this secret. */
export function isSigned({ method, target, headers }: Signed, secret: string): boolean {
  const given = headers.authorization ?? "";
  const [, scope = ""] = /Credential=[^/]+\/([^,]+)/.exec(given) ?? [];
  const [, names = ""] = /SignedHeaders=([^,]+)/.exec(given) ?? [];
  const [, signature = ""] = /Signature=([0-9a-f]{64})/.exec(given) ?? [];
  const [path = "", query = ""] = target.split("?");
  const sorted =
    query === "" ? [] : query.split("&").map((one) => (one.includes("=") ? one : `${one}=`));
  const lines = names.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`);
  const content = String(headers["x-amz-content-sha256"] ?? "");
  const canonical = [method, path, sorted.sort().join("&"), lines.join(""), names, content];
  const digest = createHash("sha256").update(canonical.join("\n")).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", String(headers["x-amz-date"]), scope, digest].join("\n");
  let key = Buffer.from(`AWS4${secret}`);
  for (const part of [...scope.split("/"), toSign])
    key = createHmac("sha256", key).update(part).digest();
  const sent = Buffer.from(signature, "hex");
  return sent.length === key.length && timingSafeEqual(sent, key);
}
