import { describe, expect, test } from "vitest";
import { type Fault, lintBlocks, type Surface } from "./index.ts";

/** Blocks, the fault that Slack has with them, and where they are shown; in a message when not said. */
export type Refused = readonly [
  name: string,
  blocks: readonly unknown[],
  fault: string,
  surface?: Surface,
];

/** A test for each: the fault is told with its pointer, and nothing is made up beside it. */
export function refuses(title: string, table: readonly Refused[]): void {
  describe(title, () => {
    const cases = table.map(([name, blocks, fault, surface]) => ({ name, blocks, fault, surface }));
    test.each(cases)("$name", ({ blocks, fault, surface = "message" }) => {
      const faults = spell(lintBlocks(blocks, surface));
      expect(faults).toContain(fault);
      expect(faults.length).toBeLessThanOrEqual(2);
    });
  });
}

/** Faults as text: the problem, and its pointer in brackets. */
export function spell(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ at, problem }) => `${problem} [${at}]`);
}
