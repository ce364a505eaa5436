import { type Answers, createAnswers, type Kept } from "./answers.ts";
import { readBody } from "./body.ts";
import { checkAnswer, type Kind } from "./check-answer.ts";
import type { Clock } from "./clock.ts";
import { createLane, type Lane, PATIENCE_MS } from "./lane.ts";
import { SourceError, type SourceFault } from "./source-error.ts";
import { waitUntil } from "./waits.ts";

/** How to ask one source. */
export type FetcherOptions = {
  /** Its name in sentences. */
  readonly name: string;
  /** The addresses that may be asked, each with everything below it and nothing beside it. */
  readonly bases: readonly string[];
  /** Who asks, as `User-Agent` tells it. */
  readonly agent: string;
  /** Sent as a bearer token to the bases, and nowhere else. */
  readonly token?: string;
  /** Least time between two requests, in ms. */
  readonly pause: number;
  readonly clock: Clock;
  /** Ends everything that is under way. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<Limits>;
  /** Told of each request that was made: how many milliseconds it took, and its class when it brought no answer. */
  readonly onAsked?: ((ms: number, fault?: SourceFault) => void) | undefined;
};

/** What an answer may take. */
type Limits = {
  /** From asking to the last byte, in ms. */
  readonly ms: number;
  /** Bytes after unpacking. */
  readonly bytes: number;
  /** Attempts for one address when the network or the server fails. */
  readonly tries: number;
};

/** A daily list has some 300 kB, a category's announcements up to 5 MB. */
const LIMITS: Limits = { ms: 20_000, bytes: 20_000_000, tries: 3 };

/** First pause before another attempt, in ms; it doubles. */
const FIRST_PAUSE_MS = 1000;

/** An answer: what was read of it, and its `Link` header when there was one. */
type Answer<T> = { readonly value: T; readonly link?: string };

/** Asks one source politely: see `createFetcher`. */
export type Fetcher = {
  /**
   * What `read` makes of the text at an address; what `read` can't make anything of is a broken answer.
   * @throws SourceError for whatever is no answer of that kind
   */
  get<T>(address: URL, kind: Kind, read: (text: string) => T): Promise<Answer<T>>;
};

/**
 * Asks a source one thing at a time, with a pause between, says who it is, asks only for what changed,
 * waits when told to, and tries a failed request again with growing, jittered pauses. Nothing outside
 * the bases is ever asked, wherever an answer points; redirects are refused, but for one from http to
 * https of the same host.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { name, pause, clock, signal } = options;
  const desk: Desk = {
    options,
    limits: { ...LIMITS, ...options.limits },
    lane: createLane(name, pause, clock, signal),
    answers: createAnswers(),
    secured: new Set(),
  };
  return {
    get: async (address, kind, read) => {
      if (!options.bases.some((base) => lies(address, base)))
        throw new SourceError("refused", `${address.origin} is no address of ${name}.`);
      return await persistently(desk, () => desk.lane.run(() => ask(desk, address, kind, read)));
    },
  };
}

type Desk = {
  readonly options: FetcherOptions;
  readonly limits: Limits;
  readonly lane: Lane;
  readonly answers: Answers;
  /** Hosts that sent us from http to https. */
  readonly secured: Set<string>;
};

/** Whether an address is a base or lies below it. */
function lies(address: URL, base: string): boolean {
  const { origin, pathname } = new URL(base);
  const root = pathname.replace(/\/+$/, "");
  return (
    address.origin === origin &&
    (address.pathname === root || address.pathname.startsWith(`${root}/`))
  );
}

async function persistently<T>({ options, limits }: Desk, work: () => Promise<T>): Promise<T> {
  const { clock, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const again = attempt < limits.tries && !signal?.aborted && isPassing(error, clock.now());
      if (!again) throw error;
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + clock.random()), signal);
    }
  }
}

/** Whether asking again in a moment may help; a short wait that was asked for is waited in the lane. */
function isPassing(error: unknown, now: number): boolean {
  if (!(error instanceof SourceError)) return false;
  if (error.fault === "busy") return (error.retryAt ?? Infinity) - now <= PATIENCE_MS;
  return error.fault === "down" || error.fault === "lying";
}

async function ask<T>(
  desk: Desk,
  asked: URL,
  kind: Kind,
  read: (text: string) => T,
): Promise<Answer<T>> {
  const { options, limits } = desk;
  const from = options.clock.now();
  const told = (fault?: SourceFault) => options.onAsked?.(options.clock.now() - from, fault);
  const known = desk.answers.get(asked.href);
  const late = AbortSignal.timeout(limits.ms);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  try {
    const response = await follow(desk, asked, headersOf(options, kind, known), signal);
    const { status, headers } = response;
    if (status === 304 && known) {
      told();
      return answer(read(known.text), known.link);
    }
    const came = await readBody(response, limits.bytes);
    const text = checkAnswer(options.name, kind, {
      ...{ status, type: headers.get("content-type"), text: came },
    });
    const value = attempt(read, text, options.name);
    const kept = {
      link: headers.get("link") ?? undefined,
      etag: headers.get("etag") ?? undefined,
      modified: headers.get("last-modified") ?? undefined,
    };
    desk.answers.keep(asked.href, { text, ...kept });
    told();
    return answer(value, kept.link);
  } catch (error) {
    const reason = explained(error, options, late.aborted);
    if (reason instanceof SourceError) told(reason.fault);
    throw reason;
  }
}

function answer<T>(value: T, link: string | undefined): Answer<T> {
  return { value, ...(link !== undefined && { link }) };
}

function attempt<T>(read: (text: string) => T, text: string, name: string): T {
  try {
    return read(text);
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw new SourceError("lying", `${name} sent something broken off.`, { cause });
  }
}

/** The response at an address, or at the same one by https when that is where it sends us. */
async function follow(
  { options, lane, secured }: Desk,
  asked: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  for (;;) {
    const address = new URL(asked);
    if (secured.has(asked.host)) address.protocol = "https:";
    const response = await fetch(address, { redirect: "manual", headers, signal });
    const until = waitUntil(response.status, response.headers, options.clock.now());
    if (until !== undefined) lane.waitUntil(until);
    const isAnswer = response.status < 300 || response.status === 304;
    const isRedirect = response.status > 300 && response.status < 400 && !isAnswer;
    if (!isRedirect && (isAnswer || until === undefined)) return response;
    await response.body?.cancel();
    if (!isRedirect)
      throw new SourceError("busy", `${options.name} asked us to slow down.`, { retryAt: until });
    const there = targetOf(response, address);
    if (there?.host !== asked.host || there.protocol !== "https:" || secured.has(asked.host))
      throw new SourceError(
        "lying",
        `${options.name} sent us on to ${there?.host ?? "nowhere"}, and we only go where the settings say.`,
      );
    secured.add(asked.host);
  }
}

function targetOf(response: Response, from: URL): URL | undefined {
  const target = response.headers.get("location");
  return target === null ? undefined : (URL.parse(target, from.href) ?? undefined);
}

function headersOf({ agent, token }: FetcherOptions, kind: Kind, known: Kept | undefined) {
  return {
    accept:
      kind === "json" ? "application/json" : "application/atom+xml, application/xml, text/xml",
    "user-agent": agent,
    ...(token && { authorization: `Bearer ${token}` }),
    ...(known?.etag && { "if-none-match": known.etag }),
    ...(known?.modified && { "if-modified-since": known.modified }),
  };
}

/** What the network did, in a sentence. */
function explained(error: unknown, { name, signal }: FetcherOptions, late: boolean): unknown {
  if (error instanceof SourceError || signal?.aborted) return error;
  if (late) return new SourceError("down", `${name} took too long to answer.`, { cause: error });
  const why = reasonOf(error);
  return new SourceError("down", `${name} can't be reached${why ? ` (${why})` : ""}.`, {
    cause: error,
  });
}

/** fetch hides the reason in the cause of its error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : "";
}
