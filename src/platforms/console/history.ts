import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { cleanLine } from "./clean.ts";

/** Lines kept from one start to the next. */
export const LINES_KEPT = 500;

/** Longest line kept, in UTF-16 units: what is longer was pasted, not typed. */
const LONGEST_KEPT = 1000;

/** The lines typed before, newest first. */
export type History = {
  read(): string[];
  /** Keeps the newest lines for the next start. */
  write(lines: readonly string[]): void;
};

/** A history in a file for its owner's eyes alone (0600). One that can't be read or written is no error: there is none. */
export function createHistory(path: string | undefined): History {
  return {
    read() {
      if (path === undefined) return [];
      try {
        const lines = readFileSync(path, "utf8").split("\n").map(cleanLine);
        return lines.filter(Boolean).slice(-LINES_KEPT).reverse();
      } catch {
        return [];
      }
    },
    write(lines) {
      if (path === undefined) return;
      const kept = lines.filter((line) => line.length <= LONGEST_KEPT).slice(0, LINES_KEPT);
      const beside = `${path}.${process.pid}`;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileSync(beside, `${kept.toReversed().join("\n")}\n`, { mode: 0o600 });
        renameSync(beside, path);
      } catch {
        // A read-only folder or a full disk: the session goes on without a history.
      }
    },
  };
}
