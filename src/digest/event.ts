import type { PostFault } from "#chat";

/** How one try of one post went, for whoever counts. */
export type DeliveryEvent = {
  readonly platform: string;
  /** `retry`: not out as far as is known, and tried again later. */
  readonly result: "sent" | "skipped" | "failed" | "unknown" | "retry";
  /** It was due more than two minutes ago. */
  readonly late: boolean;
  readonly lateMs: number;
  /** The class of the failure, where there was one. */
  readonly fault?: PostFault;
};

/** From so many milliseconds after it was due a post is called late: the beat comes once a minute. */
export const LATE_MS = 120_000;
