/** Counts what is wrong, and tells of the first few. */
export type Report = { fault(of: string, what: string): void; readonly faults: number };

/** Faults that are told. */
const MOST_TOLD = 20;

/** A report that tells on standard error. */
export function createReport(): Report {
  let faults = 0;
  return {
    fault(of, what) {
      faults += 1;
      if (faults <= MOST_TOLD) process.stderr.write(`${of}: ${what}\n`);
    },
    get faults() {
      return faults;
    },
  };
}
