import type { Fields } from "./fields.ts";

/** What Slack sends to an app: a slash command, something pressed or sent in, or an event. */
export type Envelope = {
  readonly kind: "command" | "interactive" | "event";
  readonly payload: Fields;
  /** For an event that is sent again. */
  readonly retry?: { readonly num: number; readonly reason: string };
};

/** What came of it. */
export type Ack = {
  /** The HTTP status; 200 for an acknowledgement over a socket; 0 when none came. */
  readonly status: number;
  /** From sending to the answer, in milliseconds of real time. */
  readonly ms: number;
  /** Text, or what the JSON held. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether Slack would be content: an answer of 2xx within three seconds. */
  readonly ok: boolean;
  /** Why there is no answer. */
  readonly problem?: "timeout" | "unreachable";
};

/** A way to an app. */
export type Way = {
  send(envelope: Envelope, how?: Tampering): Promise<Ack>;
};

/** What is wrong with a signed request, on purpose. */
export type Tampering = {
  /** `bad`: of another secret; `missing`: no signature at all; `cut`: half of the right one. */
  readonly signature?: "bad" | "missing" | "cut";
  /** Seconds that the timestamp is off; negative is the past. */
  readonly skew?: number;
  /** In place of the right one. */
  readonly contentType?: string;
  /** In place of the right body; it is signed as it is. */
  readonly body?: string;
  /** Bytes that are added to the body. */
  readonly padding?: number;
};
