import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/**
 * The lines of a file, plain or gzipped, each with its number from 1; empty lines are left out.
 * @throws Error when the file cannot be read
 */
export async function* readLines(path: string): AsyncGenerator<{ line: number; text: string }> {
  const bytes = createReadStream(path);
  const input = path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  // A pipe passes no error on: one of the file ends what is read from it.
  bytes.on("error", (error) => input.destroy(error));
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() !== "") yield { line, text };
  }
}

/**
 * The objects of a JSON Lines file.
 * @throws Error that names the line which is no JSON object
 */
export async function* readJsonLines(path: string): AsyncGenerator<{
  line: number;
  value: Readonly<Record<string, unknown>>;
}> {
  for await (const { line, text } of readLines(path)) yield { line, value: objectOf(text, line, path) };
}

function objectOf(text: string, line: number, path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Told below, with its place.
  }
  throw new Error(`Line ${line} of ${path} is no JSON object: give one document or query a line.`);
}
