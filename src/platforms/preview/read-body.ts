import type { IncomingMessage } from "node:http";

/** A body that can't be read: an HTTP status, and a sentence that says what to do. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Most bytes of a body: far above a form with every field full. */
const LARGEST = 128 * 1024;

/**
 * The JSON of a request's body.
 * @throws BodyError when it is none, or too large
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > LARGEST) throw new BodyError(413, "That is too long: keep it shorter.");
    pieces.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    throw new BodyError(400, "That is no JSON: load the page anew.");
  }
}
