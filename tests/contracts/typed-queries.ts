import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileSource } from "#papers";
import { type Open, of, shared } from "./catalogue/samples.ts";

/** What somebody would type who knows the papers and not the engine, and the one paper that it is after. */
type TypedQuery = {
  readonly kind: string;
  readonly query: string;
  /** The paper's arXiv id, or its title where it has none. */
  readonly finds: string;
};

const QUERIES = JSON.parse(
  readFileSync(new URL("./typed-queries.json", import.meta.url), "utf8"),
) as readonly TypedQuery[];

/** Queries that do not find their paper among the first five, at most. */
const MISSED = 2;

/** That a catalogue finds what people type in the papers that come with the bot. */
export function typedQueriesContract(name: string, open: Open): void {
  describe(`queries as people type them, of the catalogue ${name}`, () => {
    const catalogue = shared(async () =>
      of(await Array.fromAsync(fileSource("data/papers.jsonl").papers()), open),
    );

    test("are many different ones, each after a paper of the bundled catalogue", async () => {
      expect(new Set(QUERIES.map(({ query }) => query)).size).toBe(98);
      const meant = await Promise.all(QUERIES.map(({ finds }) => catalogue().resolve(finds)));
      expect(meant.every((paper) => paper !== undefined)).toBe(true);
    });

    test(`find their paper among the first five, all but ${MISSED} of them at most`, async () => {
      const missed: string[] = [];
      for (const { kind, query, finds } of QUERIES) {
        const paper = await catalogue().resolve(finds);
        const { hits } = await catalogue().search({ text: query, size: 5 });
        if (!hits.some((hit) => hit.paper.key === paper?.key))
          missed.push(`${kind}: ${query} → ${paper?.title}`);
      }
      expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(MISSED);
    });
  });
}
