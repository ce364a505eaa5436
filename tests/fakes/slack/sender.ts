import { createHmac } from "node:crypto";
import http from "node:http";
import { text as readText } from "node:stream/consumers";
import type { Ack, Envelope, Tampering, Way } from "./envelope.ts";
import type { Fields } from "./fields.ts";

/** How long Slack waits for an answer, in milliseconds (docs.slack.dev, acknowledgement). */
export const PATIENCE = 3000;

/** A request as it went out, and what came back. */
type Sent = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ack: Ack;
};

/** Sends signed requests to an app, as Slack does over HTTP. */
export type Sender = Way & {
  /** All requests so far, the newest last. */
  readonly sent: readonly Sent[];
  /** The very same bytes once more. */
  replay(sent: Sent): Promise<Ack>;
  /** Any body with any headers, signed when it is not tampered with. */
  post(body: string, contentType: string, how?: Tampering, headers?: Fields): Promise<Ack>;
};

/** A sender to one address; `clock` dates the signatures, in milliseconds. */
export function createSender(options: {
  readonly url: string;
  readonly signingSecret: string;
  readonly clock: () => number;
  /** In milliseconds of real time. */
  readonly patience?: number;
}): Sender {
  const { url, signingSecret, clock, patience = PATIENCE } = options;
  const sent: Sent[] = [];
  const go = async (body: string, headers: Readonly<Record<string, string>>): Promise<Ack> => {
    const ack = await request(url, body, headers, patience);
    sent.push({ url, headers, body, ack });
    return ack;
  };
  const post: Sender["post"] = (given, contentType, how = {}, more = {}) => {
    const body = (how.body ?? given) + "x".repeat(how.padding ?? 0);
    const timestamp = String(Math.floor(clock() / 1000) + (how.skew ?? 0));
    const secret = how.signature === "bad" ? `${signingSecret}?` : signingSecret;
    const whole = sign(secret, timestamp, body);
    const signature = how.signature === "cut" ? whole.slice(0, whole.length / 2) : whole;
    return go(body, {
      "content-type": how.contentType ?? contentType,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": timestamp,
      ...(how.signature !== "missing" && { "x-slack-signature": signature }),
      ...(more as Readonly<Record<string, string>>),
    });
  };
  return {
    sent,
    post,
    replay: ({ body, headers }) => go(body, headers),
    send(envelope, how) {
      const { body, contentType } = written(envelope);
      const { retry } = envelope;
      const more = retry && {
        "x-slack-retry-num": String(retry.num),
        "x-slack-retry-reason": retry.reason,
      };
      return post(body, contentType, how, more);
    },
  };
}

/** The signature of a request (docs.slack.dev, verifying requests from Slack). */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

function written({ kind, payload }: Envelope): { body: string; contentType: string } {
  const form = "application/x-www-form-urlencoded";
  if (kind === "event") return { body: JSON.stringify(payload), contentType: "application/json" };
  const fields =
    kind === "command"
      ? Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
      : [["payload", JSON.stringify(payload)] as [string, string]];
  return { body: new URLSearchParams(fields).toString(), contentType: form };
}

/** One request on a connection of its own, which ends with it: an app that stops waits for nobody. */
function request(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  patience: number,
): Promise<Ack> {
  const from = performance.now();
  return new Promise((resolve) => {
    const length = String(Buffer.byteLength(body));
    const outgoing = http.request(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": length },
    });
    const end = (ack: Omit<Ack, "ms">) => {
      clearTimeout(timer);
      resolve({ ...ack, ms: performance.now() - from });
      outgoing.destroy();
    };
    const fail = (problem: "timeout" | "unreachable") =>
      end({ status: 0, body: "", headers: {}, ok: false, problem });
    const timer = setTimeout(() => fail("timeout"), patience);
    outgoing.on("error", () => fail("unreachable"));
    outgoing.on("response", (response) => {
      readText(response).then(
        (text) => {
          const { statusCode: status = 0, headers: given } = response;
          const read = readBody(text, given["content-type"] ?? "");
          const ok = status >= 200 && status < 300;
          end({ status, body: read, headers: flat(given), ok });
        },
        () => fail("unreachable"),
      );
    });
    outgoing.end(body);
  });
}

function flat(headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function readBody(text: string, type: string): unknown {
  if (!type.includes("json")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
