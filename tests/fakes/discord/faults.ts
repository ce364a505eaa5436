import { matcher } from "./pattern.ts";

/**
 * What goes wrong with one request.
 * `accepted`, `after`: the request was carried out all the same, only its answer is lost.
 */
export type Fault =
  /** An answer with this status; without a body it is JSON as Discord's own. */
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly accepted?: boolean;
    }
  /** 429 with `Retry-After` (seconds; left out when `header` is false). */
  | {
      readonly rateLimit: number;
      readonly scope?: "user" | "global" | "shared";
      readonly header?: boolean;
    }
  /** The connection is cut before or after the request is carried out. */
  | { readonly reset: "before" | "after" }
  /** No answer ever comes, and the connection stays open. */
  | { readonly hang: "before" | "after" }
  /** A web page with this status, as a proxy in front of Discord answers. */
  | { readonly html: number; readonly accepted?: boolean }
  /** The answer comes late, by milliseconds of real time. */
  | { readonly slow: number }
  /** The request is carried out only once this promise is kept. */
  | { readonly until: Promise<unknown> };

/** A fault, or what decides by its path whether a request has one. */
type Ordered = Fault | ((path: string) => Fault | undefined);

/** Faults by route, taken in the order they were asked for. */
export type Faults = {
  /**
   * The next `times` requests that fit the pattern fail so. A pattern is a method and a path below
   * /api/v10, e.g. "POST /channels/*\/messages"; `*` stands for one part of the path, `**` for any
   * number of them, and the method may be `*`.
   */
  next(pattern: string, fault: Fault, times?: number): void;
  /** Every request that fits fails so, until the function it returns is called; a function decides for each. */
  always(pattern: string, fault: Ordered): () => void;
  /** Forgets every fault. */
  clear(): void;
  /** How many faults of `next` were not met yet: a test can say that all were. */
  readonly pending: number;
  /** Used by the server: the fault of this request, if any. */
  take(method: string, path: string): Fault | undefined;
};

/** An empty script of faults. */
export function createFaults(): Faults {
  const script: { fits(request: string): boolean; fault: Ordered; left: number }[] = [];
  const add = (pattern: string, fault: Ordered, left: number) => {
    const entry = { fits: matcher(pattern), fault, left };
    script.push(entry);
    return entry;
  };
  return {
    next: (pattern, fault, times = 1) => void add(pattern, fault, times),
    always(pattern, fault) {
      const entry = add(pattern, fault, Number.POSITIVE_INFINITY);
      return () => {
        entry.left = 0;
      };
    },
    clear: () => void script.splice(0),
    get pending() {
      return script.reduce((sum, { left }) => sum + (Number.isFinite(left) ? left : 0), 0);
    },
    take(method, path) {
      const found = script.find((entry) => entry.left > 0 && entry.fits(`${method} ${path}`));
      if (!found) return undefined;
      found.left -= 1;
      return typeof found.fault === "function" ? found.fault(path) : found.fault;
    },
  };
}
