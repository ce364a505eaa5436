import { setImmediate } from "node:timers/promises";
import type { Answered } from "#chat";
import type { Readings } from "./readings.ts";

/** What became of one try to post, as src/digest tells it. */
type Delivered = {
  readonly platform: string;
  readonly result: "sent" | "skipped" | "failed" | "unknown" | "retry";
  readonly late: boolean;
  readonly lateMs: number;
  /** Its class, where it failed. */
  readonly fault?: string;
};

/** What became of one question to a paper source: its class where it was no answer. */
type Asked = { readonly source: string; readonly ms: number; readonly fault?: string };

/** Counts what happens, and tells it to Prometheus together with how things stand. */
export type Metrics = {
  answered(answered: Answered): void;
  delivered(delivered: Delivered): void;
  asked(asked: Asked): void;
  /** Everything in Prometheus's text format. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
};

/** Metrics that load Prometheus's client once something is to be counted or read; until then a start need not wait for it. */
export function createMetrics({
  read,
}: {
  /** How things stand; asked at each scrape, so it must be cheap. */
  readonly read: () => Promise<Readings>;
}): Metrics {
  let opened: Promise<Metrics> | undefined;
  const open = async (): Promise<Metrics> => {
    // An answer that is counted goes out before.
    await setImmediate();
    const { createCounts } = await import("./counts.ts");
    return createCounts(read);
  };
  const counts = () => (opened ??= open());
  return {
    answered: (answered) => void counts().then((counts) => counts.answered(answered)),
    delivered: (delivered) => void counts().then((counts) => counts.delivered(delivered)),
    asked: (asked) => void counts().then((counts) => counts.asked(asked)),
    page: async () => (await counts()).page(),
  };
}
