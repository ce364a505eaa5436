/** Something that goes wrong with the next request. */
export type FaultOnDemand =
  /** `{ok: false, error}` with HTTP 200; further fields as Slack would add them. */
  | { readonly error: string; readonly more?: Readonly<Record<string, unknown>> }
  /** An HTTP status, with `Retry-After` in seconds if given. */
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  /** HTTP 200 with a web page in place of JSON. */
  | { readonly html: true }
  /** Nothing is done and no answer comes, until the end of the fake or the patience of the client. */
  | { readonly hang: true }
  /** Nothing is done and the connection is cut. */
  | { readonly reset: true }
  /** It is done only once this promise is kept; `met` is told when the request has come. */
  | { readonly until: Promise<unknown>; met?(): void }
  /** It is done, but the answer never arrives: no reply at all, or a cut connection. */
  | { readonly lost: "hang" | "reset" }
  /** It is done and answered, so many milliseconds of real time late. */
  | { readonly slow: number };

/** Faults that a test orders, taken in the order of their ordering. */
export type Faults = {
  /** For the next `count` requests to this method; `*` is any Web API method, `response_url` those addresses. */
  next(method: string, fault: FaultOnDemand, count?: number): void;
  /** Decides by its body, as it came, whether a later request to this method has a fault, where none was ordered by `next`. */
  always(method: string, decide: (body: string) => FaultOnDemand | undefined): void;
  /** The fault for a request now, used up by this. */
  take(method: string, body: string): FaultOnDemand | undefined;
  /** How many ordered faults have not happened yet. */
  pending(): number;
  clear(): void;
};

/** No faults yet. */
export function createFaults(): Faults {
  const queue: { readonly method: string; readonly fault: FaultOnDemand; left: number }[] = [];
  const deciders = new Map<string, (body: string) => FaultOnDemand | undefined>();
  return {
    next(method, fault, count = 1) {
      queue.push({ method, fault, left: count });
    },
    always: (method, decide) => void deciders.set(method, decide),
    take(method, body) {
      const found = queue.find(
        (one) =>
          one.left > 0 &&
          (one.method === method || (one.method === "*" && method !== "response_url")),
      );
      if (!found) return deciders.get(method)?.(body);
      found.left -= 1;
      return found.fault;
    },
    pending: () => queue.reduce((sum, { left }) => sum + left, 0),
    clear() {
      queue.length = 0;
      deciders.clear();
    },
  };
}
