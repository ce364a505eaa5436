import { createHash } from "node:crypto";
import { brief } from "./brief.ts";
import type { Next, Values } from "./call.ts";
import { UserError } from "./problem.ts";

/** Where tickets too long for their button wait; the store keeps it. Times in epoch milliseconds. */
export type Parking = {
  park(key: string, text: string, until: number): Promise<void>;
  find(key: string, now: number): Promise<string | undefined>;
};

/** Turns a `Next` into the short string that a button carries, and back. */
export type Tickets = {
  /** A string of at most `limit` UTF-16 units; `limit` is 64 or more. */
  write(next: Next, limit: number): Promise<string>;
  /** @throws UserError when the button has expired, or is not one of ours */
  read(ticket: string): Promise<Next>;
};

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
    async write(next, limit) {
      const body = encode(next);
      if (VERSION.length + body.length <= limit) return VERSION + body;
      const key = createHash("sha256").update(body).digest("base64url").slice(0, 22);
      await parking.park(key, body, now() + KEPT_MS);
      const named = `${VERSION}#${key}#${next.command}`.toWellFormed();
      return named.length <= limit ? named : `${VERSION}#${key}`;
    },
    async read(ticket) {
      if (!ticket.startsWith(VERSION)) throw new UserError(STRANGE);
      const body = ticket.slice(VERSION.length);
      if (!body.startsWith("#")) return decode(body);
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

function encode({ command, input, ask, answer }: Next): string {
  const parts: unknown[] = [command, input, ask ?? 0, answer ?? 0];
  while (parts.at(-1) === 0) parts.pop();
  return JSON.stringify(parts);
}

function decode(body: string): Next {
  try {
    const parts: unknown = JSON.parse(body);
    const [command, input, ask, answer] = Array.isArray(parts) ? parts : [];
    if (typeof command !== "string" || !isValues(input)) throw new UserError(STRANGE);
    return {
      command,
      input,
      ...(isNames(ask) && { ask }),
      ...((answer === "over" || answer === "beside") && { answer }),
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
