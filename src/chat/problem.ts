/** A refusal that may be read aloud: one sentence that says what to do. Anything else thrown is our fault. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** A platform that can't be used as it is set up: one sentence with the cure, for the operator. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  /** Waiting may mend it: the other side is down, or the network is. */
  readonly passing: boolean;

  constructor(
    sentence: string,
    { passing = false, ...options }: ErrorOptions & { passing?: boolean } = {},
  ) {
    super(sentence, options);
    this.passing = passing;
  }
}

/**
 * Why a post did not go out, as the platform's answer tells it (table: docs/architecture.md):
 * gone (the channel is no more), forbidden (a permission is missing), auth (our token), payload (our
 * bug), rate (wait `retryAfter` ms), transient (nothing was posted: try again), unclear (this try may have
 * posted it: try again, and say so), unknown (an earlier try may have posted it, and that can't be told).
 */
export type PostFault =
  | "gone"
  | "forbidden"
  | "auth"
  | "payload"
  | "rate"
  | "transient"
  | "unclear"
  | "unknown";

/** A post that failed, with its class and the cure in words; thrown by `Platform.post`. */
export class PostError extends Error {
  override readonly name = "PostError";
  readonly fault: PostFault;
  /** Milliseconds to wait before the next try, where the platform said. */
  readonly retryAfter: number | undefined;
  /** The fault is the same in every server or workspace of the platform, such as a refused token that all share. */
  readonly everywhere: boolean;

  constructor(fault: PostFault, cure: string, retryAfter?: number, everywhere = false) {
    super(cure);
    this.fault = fault;
    this.retryAfter = retryAfter;
    this.everywhere = everywhere;
  }
}
