import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Paper } from "../paper.ts";
import { readPaper } from "./read-paper.ts";
import type { PaperSource } from "./source.ts";

/** A line of a file that is no paper, counted from 1, and why. */
export type Skip = { readonly line: number; readonly reason: string };

/**
 * The papers of one file, plain or gzipped: JSON Lines in any fields that `readPaper` takes, or text
 * with a title line and an abstract line for each paper. Which one it is shows in its first line.
 * A line that is no paper is skipped and told to `onSkip`; a file that cannot be read is an Error
 * whose message names the path and what to do.
 */
export function fileSource(
  path: string,
  options: { readonly onSkip?: (skip: Skip) => void } = {},
): PaperSource {
  return { name: basename(path), papers: () => readFile(path, options.onSkip ?? (() => {})) };
}

async function* readFile(path: string, onSkip: (skip: Skip) => void): AsyncGenerator<Paper> {
  const lines = readLines(path);
  const first = await lines.next();
  if (first.done) return;
  const isJson = first.value.text.startsWith("{") || /\.jsonl(?:\.gz)?$/i.test(path);
  const records = isJson ? jsonRecords : textRecords;
  for await (const { line, raw } of records(startingWith(first.value, lines))) {
    const paper = raw instanceof Error ? { reason: raw.message } : readPaper(raw);
    if ("reason" in paper) onSkip({ line, reason: paper.reason });
    else yield paper;
  }
}

type Line = { readonly line: number; readonly text: string };
type Entry = { readonly line: number; readonly raw: unknown };

async function* jsonRecords(lines: AsyncIterable<Line>): AsyncGenerator<Entry> {
  for await (const { line, text } of lines) yield { line, raw: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new Error("not JSON");
  }
}

async function* textRecords(lines: AsyncIterable<Line>): AsyncGenerator<Entry> {
  let title: Line | undefined;
  for await (const next of lines) {
    if (title) yield { line: title.line, raw: { title: title.text, abstract: next.text } };
    title = title ? undefined : next;
  }
  if (title) yield { line: title.line, raw: new Error("a title without an abstract after it") };
}

async function* startingWith(first: Line, rest: AsyncIterable<Line>): AsyncGenerator<Line> {
  yield first;
  yield* rest;
}

/** The lines that hold anything, trimmed, with their numbers. */
async function* readLines(path: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = "";
  try {
    for await (const chunk of await openBytes(path)) {
      const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = pieces.pop() ?? "";
      for (const piece of pieces) {
        line += 1;
        if (piece.trim()) yield { line, text: piece.trim() };
      }
    }
  } catch (error) {
    throw explain(path, error);
  }
  if (rest.trim()) yield { line: line + 1, text: rest.trim() };
}

/** The bytes of a file, unzipped when it begins with gzip's magic number (RFC 1952 §2.3.1), whatever its name. */
async function openBytes(path: string): Promise<Readable> {
  const file = await open(path);
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(2), 0, 2, 0)
    .finally(() => file.close());
  const bytes = createReadStream(path);
  if (bytesRead < 2 || buffer.readUInt16BE() !== 0x1f8b) return bytes;
  const unzipped = createGunzip();
  bytes.on("error", (error) => unzipped.destroy(error));
  unzipped.on("close", () => bytes.destroy());
  return bytes.pipe(unzipped);
}

function explain(path: string, cause: unknown): Error {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ENOENT") {
    return new Error(
      `There is no file at ${path}: check the path, or put a .jsonl file of papers there.`,
      {
        cause,
      },
    );
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The papers in ${path} could not be read (${why}): check that it is a readable text or .gz file.`,
    {
      cause,
    },
  );
}
