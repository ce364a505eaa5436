import { createHash, randomBytes } from "node:crypto";
import { brief } from "./brief.ts";
import type { Next, Values } from "./call.ts";
import { UserError } from "./problem.ts";
import { actionsOf, type Reply } from "./reply.ts";

/** Where tickets too long for their button wait; the store keeps it. Times in epoch milliseconds. */
export type Parking = {
  park(key: string, text: string, until: number): Promise<void>;
  find(key: string, now: number): Promise<string | undefined>;
};

/** What a ticket stands for: a button's call, or a menu's, with the option that the pick fills. */
export type Waiting = Next & {
  readonly fills?: string;
  /**
   * The server or workspace that the call is for, where the button stands outside of it, as in a direct
   * message. Such a ticket says nothing by itself: it names a row in the store, which nobody can guess;
   * and whoever presses must manage that place all the same.
   */
  readonly tenant?: string;
};

/** The call that a press makes: the button's, or the menu's with the picked value filled in. */
export function pressed({ fills, ...next }: Waiting, picked: string | undefined): Next {
  if (fills === undefined || picked === undefined) return next;
  return { ...next, input: { ...next.input, [fills]: picked } };
}

/** Turns what a button or a menu carries into a short string, and back. */
export type Tickets = {
  /** A string of at most `limit` UTF-16 units; `limit` is 64 or more. */
  write(waiting: Waiting, limit: number): Promise<string>;
  /** @throws UserError when the button has expired, or is not one of ours */
  read(ticket: string): Promise<Waiting>;
};

/**
 * The tickets of everything in a reply that can be pressed or picked, written before it is drawn so
 * that drawing stays a pure function. Asked for another `Waiting` it throws, since that is a mistake.
 * `tenant` as in `Waiting`, for a reply that is shown outside of it.
 */
export async function ticketsOf(
  reply: Reply,
  tickets: Pick<Tickets, "write">,
  limit: number,
  tenant?: string,
): Promise<(waiting: Waiting) => string> {
  const written = new Map<string, string>();
  for (const action of actionsOf(reply)) {
    if (action.kind === "link") continue;
    const waiting: Waiting =
      action.kind === "menu" ? { ...action.next, fills: action.fills } : action.next;
    const body = encode(waiting);
    if (written.has(body)) continue;
    const bound = tenant === undefined ? waiting : { ...waiting, tenant };
    written.set(body, await tickets.write(bound, limit));
  }
  return (waiting) => {
    const ticket = written.get(encode(waiting));
    if (ticket === undefined) throw new Error(`No ticket was written for ${waiting.command}`);
    return ticket;
  };
}

/**
 * The same ticket told apart from its equals in one message, for platforms where no two buttons may
 * carry the same string; it reads as the ticket itself. Up to 4 UTF-16 units longer, for `n` below 1,000.
 */
export function distinct(ticket: string, n: number): string {
  return n < 2 ? ticket : `${ticket}~${n}`;
}

/** How long a parked ticket is kept after it was last drawn: a month of scrolling back. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** First character of every ticket: a later format takes another, and old buttons are told apart. */
const VERSION = "1";

/**
 * Tickets over a parking place. Short ones carry everything, so they work for ever; long ones are
 * parked under a hash of their content, so that drawing the same button again costs no new row.
 */
export function createTickets(parking: Parking, now: () => number): Tickets {
  return {
    async write(waiting, limit) {
      const body = encode(waiting);
      const isBound = waiting.tenant !== undefined;
      if (!isBound && VERSION.length + body.length <= limit) return VERSION + body;
      const key = isBound
        ? randomBytes(16).toString("base64url")
        : createHash("sha256").update(body).digest("base64url").slice(0, 22);
      await parking.park(key, body, now() + KEPT_MS);
      const named = `${VERSION}#${key}#${waiting.command}`.toWellFormed();
      return named.length <= limit ? named : `${VERSION}#${key}`;
    },
    async read(ticket) {
      if (!ticket.startsWith(VERSION)) throw new UserError(STRANGE);
      const body = ticket.slice(VERSION.length).replace(/(^#.*|\])~\d{1,3}$/s, "$1");
      if (!body.startsWith("#")) {
        // What a button says by itself is in the hands of whoever presses it.
        const { tenant: _, ...waiting } = decode(body);
        return waiting;
      }
      const [, key = "", command] = body.split("#");
      const parked = await parking.find(key, now());
      if (parked === undefined) throw new UserError(expired(command));
      return decode(parked);
    },
  };
}

const STRANGE = "This button is from another version of me: please ask again.";

function expired(command: string | undefined): string {
  return `This button has expired: please ask again${command ? ` with ${brief(command)}` : ""}.`;
}

function encode({ command, input, ask, answer, fills, tenant }: Waiting): string {
  const parts: unknown[] = [command, input, ask ?? 0, answer ?? 0, fills ?? 0, tenant ?? 0];
  while (parts.at(-1) === 0) parts.pop();
  return JSON.stringify(parts);
}

function decode(body: string): Waiting {
  try {
    const parts: unknown = JSON.parse(body);
    const [command, input, ask, answer, fills, tenant] = Array.isArray(parts) ? parts : [];
    if (typeof command !== "string" || !isValues(input)) throw new UserError(STRANGE);
    return {
      command,
      input,
      ...(isNames(ask) && { ask }),
      ...((answer === "over" || answer === "beside") && { answer }),
      ...(typeof fills === "string" && { fills }),
      ...(typeof tenant === "string" && { tenant }),
    };
  } catch {
    throw new UserError(STRANGE);
  }
}

function isValues(value: unknown): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => ["string", "number", "boolean"].includes(typeof one))
  );
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
