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
  /** Loads Prometheus's client, for which a start need not wait; what is counted before is kept for it. */
  load(): Promise<void>;
  /** Everything in Prometheus's text format. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
};

/** What counts once it is loaded. */
export type Counts = Omit<Metrics, "load">;

/** Metrics of nothing yet; to be loaded soon. */
export function createMetrics({
  read,
}: {
  /** How things stand; asked at each scrape, so it must be cheap. */
  readonly read: () => Promise<Readings>;
}): Metrics {
  let loaded: Counts | undefined;
  const waiting: ((counts: Counts) => void)[] = [];
  const tell = (what: (counts: Counts) => void): void => {
    if (loaded) what(loaded);
    else waiting.push(what);
  };
  const load = async (): Promise<Counts> => {
    const { createCounts } = await import("./counts.ts");
    loaded ??= createCounts(read);
    for (const what of waiting.splice(0)) what(loaded);
    return loaded;
  };
  return {
    answered: (answered) => tell((counts) => counts.answered(answered)),
    delivered: (delivered) => tell((counts) => counts.delivered(delivered)),
    asked: (asked) => tell((counts) => counts.asked(asked)),
    load: async () => void (await load()),
    page: async () => (await load()).page(),
  };
}
