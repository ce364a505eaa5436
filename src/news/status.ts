import type { SourceState } from "#store";

/** How a source that is polled goes. */
export type SourceStatus = SourceState & {
  /** Its name in sentences. */
  readonly label: string;
};

const LABELS: Readonly<Record<string, string>> = { huggingface: "Hugging Face", arxiv: "arXiv" };

/** The name of a source in sentences. */
export function labelOf(source: string): string {
  return LABELS[source] ?? source;
}

/** The status of each named source, also of one that was not asked yet. */
export function statusOf(
  sources: readonly string[],
  states: readonly SourceState[],
): readonly SourceStatus[] {
  return sources.map((source) => ({
    ...(states.find((state) => state.source === source) ?? { source, failures: 0, nextTry: 0 }),
    label: labelOf(source),
  }));
}

/** Failing for less is nothing that anybody needs to know, in ms. */
const WORTH_TELLING_MS = 2 * 60 * 60 * 1000;

/**
 * One sentence on a source that has not answered for hours, for people who look at what it gives;
 * undefined when all is well. `now` in epoch milliseconds.
 */
export function troubleWith(status: SourceStatus, now: number): string | undefined {
  const { label, failures, failingSince, lastSuccess } = status;
  if (failures === 0 || failingSince === undefined) return undefined;
  if (now - failingSince < WORTH_TELLING_MS) return undefined;
  const since = lastSuccess ?? failingSince;
  const ago = agoInWords(now - since);
  return lastSuccess === undefined
    ? `${label} has not answered yet: I have been asking for ${ago}.`
    : `${label} has not answered for ${ago}, so what it counts is that old.`;
}

function agoInWords(ms: number): string {
  const hours = Math.round(ms / (60 * 60 * 1000));
  if (hours < 48) return `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
