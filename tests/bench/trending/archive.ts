import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** One paper of an archive of upvotes: the day of its list, and its looks (`at` in epoch milliseconds), oldest first. */
export type Record = {
  readonly id: string;
  readonly daily: string;
  /** 00:00 UTC of that day. */
  readonly start: number;
  readonly looks: readonly { readonly at: number; readonly upvotes: number }[];
};

/**
 * The papers of a JSON Lines file, plain or gzipped: `{id, dailyDate, snapshots: [[time, upvotes], …]}`.
 * @throws Error that names the line, for a file that is no such archive
 */
export function readArchive(path: string): readonly Record[] {
  const bytes = readFileSync(path);
  const text = (bytes.readUInt16BE() === 0x1f8b ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").flatMap((line, index) => (line.trim() ? [{ line, index }] : []));
  return lines.map(({ line, index }) => {
    try {
      return readRecord(JSON.parse(line));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Line ${index + 1} of ${path} is no paper with its upvotes: ${why}`);
    }
  });
}

function readRecord(raw: {
  readonly id: string;
  readonly dailyDate: string;
  readonly snapshots: readonly (readonly [string, number])[];
}): Record {
  const start = Date.parse(raw.dailyDate);
  const looks = raw.snapshots.map(([time, upvotes]) => ({ at: Date.parse(time), upvotes }));
  if (Number.isNaN(start)) throw new Error("dailyDate is no date");
  if (looks.some(({ at, upvotes }) => Number.isNaN(at) || !Number.isFinite(upvotes)))
    throw new Error("a snapshot is no [time, upvotes]");
  return { id: raw.id, daily: raw.dailyDate, start, looks: looks.sort((a, b) => a.at - b.at) };
}
