/** What there is to say about a catalogue that is large for an index in memory. */
export type Outgrown = {
  /** Whether it is more than a nuisance. */
  readonly isSerious: boolean;
  /** What it costs, in a sentence. */
  readonly said: string;
  /** What to do about it, in a sentence. */
  readonly cure: string;
};

/** Papers that are comfortable in memory, and papers that are too many for it; docs/search.md has the figures. */
const COMFORTABLE = 100_000;
const TOO_MANY = 250_000;

/** Whether a catalogue of so many papers has outgrown the index in memory; undefined while it has not. */
export function outgrown(papers: number): Outgrown | undefined {
  if (papers <= COMFORTABLE) return undefined;
  const isSerious = papers > TOO_MANY;
  const costs = isSerious
    ? "take minutes to read when they are indexed anew, and gigabytes of memory"
    : "take close to a gigabyte of memory";
  return {
    isSerious,
    said: `${papers.toLocaleString("en")} papers, searched in memory, ${costs}.`,
    cure: "Run npm run setup:lancedb and set SEARCH=lancedb; docs/search.md says more.",
  };
}
