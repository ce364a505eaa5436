/**
 * What came of asking a source, when it was no answer:
 * - down: nothing, or something broken off; asking again helps;
 * - busy: it told us to wait, until `retryAt` when it said how long;
 * - lying: something that is no answer, such as the page of a hotel's network;
 * - barred: it lets us not in, so somebody must mend the settings;
 * - refused: it understood and has no such thing; asking again does not help.
 */
export type SourceFault = "down" | "busy" | "lying" | "barred" | "refused";

/** A source that did not answer; the message is one sentence for people, without any secret. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly fault: SourceFault;
  /** Not to be asked before, in epoch milliseconds, when the source said so. */
  readonly retryAt: number | undefined;

  constructor(
    fault: SourceFault,
    message: string,
    options: { readonly cause?: unknown; readonly retryAt?: number | undefined } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.fault = fault;
    this.retryAt = options.retryAt;
  }
}
