import { bootstrap, type Estimate, randomOf } from "./measures.ts";
import type { Ranking } from "./rankings.ts";
import type { Measure, Task } from "./tasks.ts";

/** The figures of each ranking over the same tasks. */
export type Comparison = {
  readonly tasks: number;
  /** Papers of a task in the mean. */
  readonly papers: number;
  readonly rankings: { readonly [ranking: string]: { readonly [measure: string]: Estimate } };
};

/** Measures every ranking, and a random one, on all tasks; intervals by drawing their groups again. */
export function compare(
  tasks: readonly Task[],
  rankings: Readonly<{ [name: string]: Ranking }>,
  measures: Readonly<{ [name: string]: Measure }>,
  seed: number,
): Comparison {
  const random = randomOf(seed);
  const shuffles = Array.from({ length: SHUFFLES }, () => ({
    scores: tasks.map(({ pool }) => pool.known.map(random)),
  }));
  const all = [
    ...Object.entries(rankings).map(([name, ranking]) => ({
      name,
      runs: [{ scores: tasks.map(({ pool }) => ranking(pool)) }],
    })),
    { name: "random", runs: shuffles },
  ];
  const figures = all.map(({ name, runs }) => {
    const estimates = Object.entries(measures).map(([measure, of]) => {
      const groups = new Map<string, number[]>();
      for (const { scores } of runs) {
        for (const [index, task] of tasks.entries()) {
          const value = of(scores[index] ?? [], task);
          if (value === undefined) continue;
          groups.set(task.group, [...(groups.get(task.group) ?? []), value]);
        }
      }
      return [measure, bootstrap([...groups.values()], randomOf(seed))] as const;
    });
    return [name, Object.fromEntries(estimates)] as const;
  });
  const papers = tasks.reduce((sum, { pool }) => sum + pool.known.length, 0) / tasks.length;
  return { tasks: tasks.length, papers, rankings: Object.fromEntries(figures) };
}

const SHUFFLES = 20;
