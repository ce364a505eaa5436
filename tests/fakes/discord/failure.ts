import type { Json } from "./json.ts";

/** An error as Discord's REST API answers it: HTTP status, JSON error code, message, tree of errors. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;
  /** The bot broke a rule, so the request counts as refused; otherwise the world just was not so. */
  readonly rule: boolean;

  constructor(status: number, code: number, message: string, rule = false, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.rule = rule;
    this.errors = errors;
  }

  /** The body of the answer. */
  body(): Json {
    const { message, code, errors } = this;
    return errors ? { message, code, errors } : { message, code };
  }
}

/** Status, message, and whether a well-behaved bot would never meet it. */
type Known = readonly [status: number, message: string, rule?: true];

/** JSON error codes, from Discord's documentation "Opcodes and Status Codes". */
const KNOWN = {
  10002: [404, "Unknown Application"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10007: [404, "Unknown Member"],
  10008: [404, "Unknown Message"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook", true],
  10062: [404, "Unknown interaction", true],
  10063: [404, "Unknown application command"],
  10087: [400, "Unknown tag", true],
  30034: [400, "Max number of daily application command creates has been reached (200)", true],
  40005: [413, "Request entity too large", true],
  40033: [400, "This message was already crossposted."],
  40060: [400, "Interaction has already been acknowledged.", true],
  40067: [400, "A tag is required to create a forum post in this channel", true],
  40094: [
    400,
    "This interaction has reached the maximum number of follow up messages that can be sent",
    true,
  ],
  50001: [403, "Missing Access"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message", true],
  50007: [403, "Cannot send messages to this user"],
  50008: [400, "Cannot send messages in a non-text channel", true],
  50013: [403, "Missing Permissions"],
  50024: [400, "Cannot execute action on this channel type", true],
  50027: [401, "Invalid Webhook Token", true],
  50083: [400, "Tried to perform an operation on an archived thread"],
  50109: [400, "The request body contains invalid JSON.", true],
  160002: [403, "Cannot reply without permission to read message history"],
  160004: [400, "A thread has already been created for this message"],
  160005: [403, "This thread is locked"],
  160006: [400, "Maximum number of active threads reached"],
} as const satisfies Readonly<Record<number, Known>>;

/** The failure of a JSON error code that the fake knows. */
export function failed(code: keyof typeof KNOWN): ApiFailure {
  const [status, message, rule] = KNOWN[code] as Known;
  return new ApiFailure(status, code, message, rule ?? false);
}

/** A failure that carries code 0 and its status in the message, as routes and tokens fail. */
export function plainly(status: number, reason: string, rule = false): ApiFailure {
  return new ApiFailure(status, 0, `${status}: ${reason}`, rule);
}
