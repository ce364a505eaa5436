import { createHash, randomUUID } from "node:crypto";

/** One object as it was put. */
export type Stored = { readonly bytes: Buffer; readonly etag: string; readonly at: Date };

/** An upload in parts that is not complete yet. */
type Upload = { readonly key: string; readonly parts: Map<number, Buffer> };

/** The objects of one bucket, with S3's own rules: what is put is there at once, whole, for everybody. */
export type Bucket = {
  get(key: string): Stored | undefined;
  put(key: string, bytes: Buffer): Stored;
  delete(key: string): void;
  /** Keys in the order of their bytes. */
  keys(): readonly string[];
  begin(key: string): string;
  /** Answers the part's tag, or undefined for an upload that there is not. */
  part(upload: string, number: number, bytes: Buffer): string | undefined;
  /** The whole of an upload, which ends with that. */
  finish(upload: string, numbers: readonly number[]): Buffer | undefined;
  abandon(upload: string): void;
};

/** An empty bucket. */
export function createBucket(): Bucket {
  const objects = new Map<string, Stored>();
  const uploads = new Map<string, Upload>();
  return {
    get: (key) => objects.get(key),
    put: (key, bytes) => {
      const stored = { bytes, etag: etagOf(bytes), at: new Date() };
      objects.set(key, stored);
      return stored;
    },
    delete: (key) => void objects.delete(key),
    keys: () => [...objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    begin: (key) => {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map() });
      return id;
    },
    part: (upload, number, bytes) => {
      const parts = uploads.get(upload)?.parts;
      parts?.set(number, bytes);
      return parts && etagOf(bytes);
    },
    finish: (upload, numbers) => {
      const parts = uploads.get(upload)?.parts;
      const pieces = numbers.map((number) => parts?.get(number));
      if (!parts || pieces.includes(undefined)) return undefined;
      uploads.delete(upload);
      return Buffer.concat(pieces.flatMap((piece) => piece ?? []));
    },
    abandon: (upload) => void uploads.delete(upload),
  };
}

function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}
