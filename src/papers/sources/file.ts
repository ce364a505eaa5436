import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Paper } from "../paper.ts";
import { readRecord } from "./record.ts";
import type { PaperSource } from "./source.ts";

/** A line that held no paper, and why. */
export type Skipped = { readonly line: number; readonly reason: string };

/**
 * Papers of a file, plain or gzip: JSON Lines, or text with a line for each title and the abstract on
 * the next. A bad line is skipped and reported, never fatal.
 * @throws Error naming the path, when the file can't be read
 */
export function fileSource(
  path: string,
  onSkip: (skipped: Skipped) => void = () => {},
): PaperSource {
  return {
    name: path,
    async *papers() {
      let line = 0;
      let title: string | undefined;
      for await (const text of linesOf(path)) {
        line += 1;
        if (!text.trim()) continue;
        let raw: unknown;
        if (title === undefined && !/^\s*[{[]/.test(text)) {
          title = text;
          continue;
        }
        if (title === undefined) raw = parsed(text);
        else raw = { title, abstract: text };
        title = undefined;
        const read: Paper | { reason: string } =
          raw === undefined ? { reason: "it is no JSON" } : readRecord(raw);
        if ("reason" in read) onSkip({ line, reason: read.reason });
        else yield read;
      }
      if (title !== undefined)
        onSkip({ line, reason: "a title without an abstract on the next line" });
    },
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let bytes: ReturnType<typeof createReadStream> | undefined;
  try {
    const zipped = await isGzip(path);
    bytes = createReadStream(path);
    const input = zipped ? bytes.pipe(createGunzip()) : bytes;
    bytes.on("error", (error) => input.destroy(error));
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Can't read papers from ${path}: ${why}. Check the path and its permissions.`, {
      cause: error,
    });
  } finally {
    bytes?.destroy();
  }
}

/** Told by the first two bytes, since downloads lose their endings. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
