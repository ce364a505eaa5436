import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerOf, type Switches } from "./answer.ts";
import { type Bucket, createBucket } from "./bucket.ts";
import { isSigned } from "./signature.ts";

/** As much of S3 as LanceDB uses, on one real socket of this machine. */
export type FakeS3 = Switches & {
  readonly url: string;
  /** The variables that lead there. */
  readonly env: Readonly<Record<string, string>>;
  /** The bucket of that name, which is there as soon as it is asked for. */
  bucket(name: string): Bucket;
  /** What was asked, as `PUT bucket/key`, the newest last. */
  readonly log: readonly string[];
  stop(): Promise<void>;
};

/** The keys that it knows. */
const KEYS = { id: "fake-key", secret: "fake-secret" } as const;

/** Starts it. */
export async function startS3(): Promise<FakeS3> {
  const buckets = new Map<string, Bucket>();
  const log: string[] = [];
  const switches: Switches = { ignoresConditions: false };
  const bucket = (name: string) => {
    const known = buckets.get(name) ?? createBucket();
    buckets.set(name, known);
    return known;
  };
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://s3");
    const [, name = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
    const key = rest.join("/");
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    log.push(`${request.method} ${name}/${key}${url.search}`);
    const { headers, method = "GET" } = request;
    const asked = { method, name, key, query: url.searchParams, headers };
    const answer = isSigned({ method, target: request.url ?? "", headers }, KEYS.secret)
      ? answerOf({ ...asked, body: Buffer.concat(pieces) }, bucket(name), switches)
      : { status: 403, body: "<Error><Code>SignatureDoesNotMatch</Code></Error>" };
    const body = Buffer.from(answer.body ?? "");
    response.writeHead(answer.status, { "content-length": body.length, ...answer.headers });
    response.end(method === "HEAD" ? undefined : body);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: KEYS.id,
      AWS_SECRET_ACCESS_KEY: KEYS.secret,
      AWS_REGION: "eu-test-1",
    },
    bucket,
    log,
    get ignoresConditions() {
      return switches.ignoresConditions;
    },
    set ignoresConditions(on) {
      switches.ignoresConditions = on;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
