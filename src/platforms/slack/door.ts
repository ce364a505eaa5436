import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import {
  defaultBodyLimit,
  HTTPModuleFunctions,
  isRawBodyError,
  type ReceiverEvent,
  verifySlackRequest,
} from "@slack/bolt";
import type { Log } from "#chat";

/** A signed request counts this long, into the past and the future, in milliseconds (docs.slack.dev, verifying requests). */
const WINDOW_MS = 5 * 60_000;

/** What Slack sends: slash commands and interactions as forms, events as JSON. */
const MEDIA = new Set(["application/x-www-form-urlencoded", "application/json"]);

/** What the door asks of the house. */
type House = {
  readonly signingSecret: string;
  readonly now: () => number;
  /** Answers true to the first who brings this key. */
  readonly receipts: { take(key: string, until: number): Promise<boolean> };
  readonly log: Log;
  readonly take: (event: ReceiverEvent, admit: () => Promise<boolean>) => Promise<void>;
};

/** Signatures that came in through this door, with the time until which they would be good, oldest first. */
type Seen = Map<string, number>;

/** Why a request is turned away, by its HTTP status. */
class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

/**
 * Takes Slack's requests over HTTP. Nobody gets in without a signature that is right, fresh and seen
 * for the first time; Bolt's own check lets requests from the future and repeated ones pass. What this
 * process has seen is refused at once. What another one has seen is acknowledged, since the store is
 * too slow to be waited for, but goes no further.
 */
export function createDoor(house: House): RequestListener {
  const seen: Seen = new Map();
  return (request, response) => {
    enter(house, seen, request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : 500;
      if (error instanceof Refusal)
        house.log.warn({ status }, `A request was refused: ${error.message}`);
      else house.log.error({ err: error }, "A request from Slack could not be read");
      end(response, status);
    });
  };
}

async function enter(
  house: House,
  seen: Seen,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const media = mediaOf(request);
  if (request.method !== "POST") throw new Refusal(405, "it is no POST");
  if (!MEDIA.has(media)) throw new Refusal(415, "its content type is none of Slack's");
  const read = await bodyOf(request);
  const body = read.rawBody.toString();
  const form = media.endsWith("json") ? undefined : new URLSearchParams(body);
  // Slack's check of the certificate is the one request without a signature, and nothing in it is believed.
  if (form?.get("ssl_check") === "1") return end(response, 200);
  const { hash, until } = verify(house, seen, request, body);
  const event = parsed(() => (form ? readForm(form) : JSON.parse(body)));
  const { type, challenge } = event;
  if (type === "url_verification") return answer(response, { challenge });
  await house.take(
    { body: event, ack: async (said: unknown) => answer(response, said) },
    async () => {
      const first = await house.receipts.take(`slack:request:${hash}`, until);
      if (!first) house.log.warn({}, "A request was left alone: another process has received it");
      return first;
    },
  );
}

/** The media type alone: Bolt would read `…; charset=utf-8` as JSON. */
function mediaOf({ headers }: IncomingMessage): string {
  return (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

async function bodyOf(request: IncomingMessage) {
  try {
    return await HTTPModuleFunctions.bufferIncomingMessage(request, defaultBodyLimit);
  } catch (error) {
    // What is still on its way is read and dropped, or the sender would never get to see the answer.
    request.resume();
    if (isRawBodyError(error) && error.statusCode === 413)
      throw new Refusal(413, `it is longer than ${defaultBodyLimit} bytes`);
    throw new Refusal(400, "it was cut off");
  }
}

function verify(house: House, seen: Seen, { headers }: IncomingMessage, body: string) {
  const { signingSecret } = house;
  const now = house.now();
  const { "x-slack-signature": signature, "x-slack-request-timestamp": stamp } = headers;
  if (typeof signature !== "string" || typeof stamp !== "string")
    throw new Refusal(401, "it has no signature");
  const seconds = Number(stamp);
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { "x-slack-signature": signature, "x-slack-request-timestamp": seconds },
      nowMilliseconds: now,
    });
  } catch {
    throw new Refusal(401, "its signature is wrong or too old");
  }
  const at = seconds * 1000;
  if (at > now + WINDOW_MS) throw new Refusal(401, "its signature is from the future");
  for (const [old, until] of seen) {
    if (until > now) break;
    seen.delete(old);
  }
  // The hash alone tells requests apart: Bolt lets anything stand behind it.
  const [, hash = ""] = signature.split("=");
  if (seen.has(hash)) throw new Refusal(401, "it has been received already");
  const until = now + 2 * WINDOW_MS;
  seen.set(hash, until);
  return { hash, until };
}

function readForm(form: URLSearchParams): unknown {
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}

function parsed(read: () => unknown): ReceiverEvent["body"] {
  try {
    const body = read();
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // Said below.
  }
  throw new Refusal(400, "what is in it can't be read");
}

function answer(response: ServerResponse, said: unknown): void {
  if (!response.headersSent) HTTPModuleFunctions.buildContentResponse(response, said);
}

function end(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status, status < 400 ? {} : { connection: "close" });
  response.end();
}
