import type { Bucket } from "./bucket.ts";
import { element, escaped } from "./xml.ts";

/** The answer to ListObjectsV2: keys after a point, folded at the delimiter, a page at a time. */
export function listing(name: string, bucket: Bucket, asked: URLSearchParams): string {
  const prefix = asked.get("prefix") ?? "";
  const delimiter = asked.get("delimiter") ?? "";
  const after = asked.get("continuation-token") ?? asked.get("start-after") ?? "";
  const most = Math.min(1000, Number(asked.get("max-keys") ?? 1000));
  const entries = new Map<string, string>();
  for (const key of bucket.keys()) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = end < 0 ? key : key.slice(0, end + delimiter.length);
    // What was folded on the page before does not come again.
    if (entry <= after || entries.has(entry)) continue;
    entries.set(entry, end < 0 ? contents(key, bucket) : folded(entry));
  }
  const page = [...entries].slice(0, most);
  const isCut = entries.size > most;
  return element("ListBucketResult", [
    element("Name", escaped(name)),
    element("Prefix", escaped(prefix)),
    element("KeyCount", String(page.length)),
    element("MaxKeys", String(most)),
    element("IsTruncated", String(isCut)),
    ...(isCut ? [element("NextContinuationToken", escaped(page.at(-1)?.[0] ?? ""))] : []),
    ...page.map(([, xml]) => xml),
  ]);
}

function contents(key: string, bucket: Bucket): string {
  const stored = bucket.get(key);
  return element("Contents", [
    element("Key", escaped(key)),
    element("LastModified", (stored?.at ?? new Date(0)).toISOString()),
    element("ETag", escaped(stored?.etag ?? "")),
    element("Size", String(stored?.bytes.length ?? 0)),
    element("StorageClass", "STANDARD"),
  ]);
}

function folded(prefix: string): string {
  return element("CommonPrefixes", [element("Prefix", escaped(prefix))]);
}
