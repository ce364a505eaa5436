import type { Collection, Topic } from "./collection.ts";

/**
 * Judgements of likeness out of judgements of relevance, where nobody made any: papers that are relevant
 * to the same query are alike, more so the more queries they share. Each such paper is a topic, so many
 * of them at most, evenly chosen.
 */
export function similarTopics({ papers, topics }: Collection, most: number): readonly Topic[] {
  const known = new Set(papers.map(({ key }) => key));
  const alike = new Map<string, Map<string, number>>();
  for (const { grades } of topics) {
    const relevant = [...grades.keys()].filter((key) => known.has(key));
    for (const one of relevant) {
      const others = alike.get(one) ?? new Map<string, number>();
      alike.set(one, others);
      for (const other of relevant)
        if (other !== one) others.set(other, (others.get(other) ?? 0) + 1);
    }
  }
  const all = [...alike].filter(([, grades]) => grades.size > 0);
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)])
    .filter((topic) => topic !== undefined)
    .map(([key, grades]) => ({ id: key, text: key, grades }));
}
