/** What there is to say about a catalogue that is large for an index in memory. */
export type Outgrown = {
  /** Whether it is more than a nuisance. */
  readonly isSerious: boolean;
  /** One sentence that says what to do. */
  readonly sentence: string;
};

/** Papers that are comfortable in memory, and papers that are too many for it; docs/search.md has the figures. */
const COMFORTABLE = 100_000;
const TOO_MANY = 250_000;

/** Whether a catalogue of so many papers has outgrown the index in memory; undefined while it has not. */
export function outgrown(papers: number): Outgrown | undefined {
  if (papers <= COMFORTABLE) return undefined;
  const isSerious = papers > TOO_MANY;
  const count = papers.toLocaleString("en");
  const costs = isSerious
    ? "take minutes to read at a start and gigabytes of memory"
    : "take close to a gigabyte of memory";
  return {
    isSerious,
    sentence: `${count} papers searched in memory ${costs}: run npm run setup:lancedb and set SEARCH=lancedb.`,
  };
}
