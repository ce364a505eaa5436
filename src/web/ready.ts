import { within } from "#chat";

/** One thing that must be well for the bot to do its work. */
export type Check = {
  /** One word for machines. */
  readonly name: string;
  /** One sentence on what is wrong; undefined when all is well. */
  look(): Promise<string | undefined>;
  /** What is wrong is told, and is no reason to send nobody here. */
  readonly isToldOnly?: boolean;
};

/** Whether the bot can do its work, and by what. */
export type Readiness = {
  readonly ready: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly ready: boolean;
    readonly why?: string;
  }[];
};

/** Longest that one look may take, in milliseconds: below the patience of whoever asks, often 5 s or more. */
const PATIENCE_MS = 2_000;

/** Looks at everything at once; a look that takes too long, or breaks, is not well. `patience` in milliseconds, for tests. */
export async function readinessOf(
  checks: readonly Check[],
  patience = PATIENCE_MS,
): Promise<Readiness> {
  const looked = await Promise.all(
    checks.map(async (check) => {
      const why = await lookWithin(check, patience);
      const ready = why === undefined || check.isToldOnly === true;
      return { name: check.name, ready, ...(why !== undefined && { why }) };
    }),
  );
  return { ready: looked.every(({ ready }) => ready), checks: looked };
}

async function lookWithin({ name, look }: Check, patience: number): Promise<string | undefined> {
  try {
    return await within(patience, look());
  } catch {
    // The reason may hold anything, and the log has it; this page is for everybody.
    return `The ${name} does not answer.`;
  }
}
