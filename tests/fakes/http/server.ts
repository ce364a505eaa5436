import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault } from "./fault.ts";
import { type Answer, send } from "./send.ts";

/** A request as it came. */
type Seen = {
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** When, by the clock that the server was given. */
  readonly at: number;
  /** How many were under way, this one included. */
  readonly underWay: number;
};

/** A server on a real socket of this machine that answers as it is told, faults included. */
export type FakeServer = {
  /** Such as http://127.0.0.1:1234. */
  readonly origin: string;
  readonly requests: readonly Seen[];
  /** The next answers go wrong, one by each fault. */
  fail(...faults: readonly Fault[]): void;
  /** Every answer goes wrong like that until it is told `undefined`. */
  break(fault: Fault | undefined): void;
  /** Cuts every connection. */
  close(): Promise<void>;
};

/**
 * Serves what `answer` says for a path and query, with an ETag that it honours. `before` may answer
 * first, as a rate limit does.
 */
export async function serve(options: {
  readonly answer: (url: URL) => Answer;
  readonly before?: (url: URL) => Answer | undefined;
  readonly now: () => number;
}): Promise<FakeServer> {
  const requests: Seen[] = [];
  const planned: Fault[] = [];
  let broken: Fault | undefined;
  let underWay = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
    });
    const url = new URL(request.url ?? "/", "http://fake");
    const path = url.pathname + url.search;
    requests.push({ path, headers: request.headers, at: options.now(), underWay });
    const refused = options.before?.(url);
    const given = refused ?? tagged(options.answer(url), request.headers["if-none-match"]);
    send(request, response, given, planned.shift() ?? broken).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (...faults) => void planned.push(...faults),
    break: (fault) => {
      broken = fault;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function tagged(answer: Answer, known: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  const etag = `"${createHash("sha256").update(answer.body).digest("hex").slice(0, 16)}"`;
  const headers = { ...answer.headers, etag };
  return known === etag ? { ...answer, status: 304, headers } : { ...answer, headers };
}
